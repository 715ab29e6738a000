import { PLANS } from '../../../src/modules/app-lifecycle/domain/steps/plans.js';
import type { StepName } from '../../../src/modules/app-lifecycle/domain/steps/step.js';
import { RuntimeRefusal, RuntimeUnavailable } from '../../../src/modules/container-runtime/index.js';
import { dnsRulesOf } from '../../support/app-support.js';
import { type EngineStep, HeldRuntime } from '../../support/lifecycle/held-runtime.js';
import { HeldSteps } from '../../support/lifecycle/held-steps.js';
import { type AppLcmOpOcc, begin, createInstance, FORCEFUL, inState, INSTANCES, onboardApplication, perform, readOperation, settled, stateOf } from '../../support/lifecycle/lifecycle.js';
import { appInstanceOf } from '../../support/mm5.js';
import { PACKAGES } from '../../support/packages/packages.js';
import { usePlatform } from '../../support/use-platform.js';

const RULES = { appDNSRule: [{ dnsRuleId: 'name', domainName: 'camera.edge.example', ipAddressType: 'IP_V4', ipAddress: '192.0.2.10' }] };
const STOP = { changeStateTo: 'STOPPED' };
const START = { changeStateTo: 'STARTED' };

type Task = Parameters<typeof begin>[2];

interface Act {
  plan: keyof typeof PLANS;
  /** What has been done to the application instance before. */
  before: [Task, object][];
  task: Task;
  body: object;
  from: string;
  to: string;
}

const ACTS: Act[] = [
  { plan: 'instantiate', before: [], task: 'instantiate', body: {}, from: 'NOT_INSTANTIATED', to: 'STARTED' },
  { plan: 'stop', before: [['instantiate', {}]], task: 'operate', body: STOP, from: 'STARTED', to: 'STOPPED' },
  { plan: 'start', before: [['instantiate', {}], ['operate', STOP]], task: 'operate', body: START, from: 'STOPPED', to: 'STARTED' },
  { plan: 'terminate', before: [['instantiate', {}]], task: 'terminate', body: FORCEFUL, from: 'STARTED', to: 'NOT_INSTANTIATED' },
  { plan: 'configure', before: [['instantiate', {}]], task: 'configure_platform_for_app', body: {}, from: 'STARTED', to: 'STARTED' },
];

/** Steps before which the termination has ended what MEC 011 knows. */
const AFTER_THE_END: StepName[] = ['waiting', 'removal'];
const OF_ENGINES = ['images', 'creation', 'start', 'addresses', 'stop', 'removal'] as const satisfies EngineStep[];

const isOfEngine = (step: StepName): step is EngineStep => OF_ENGINES.some((one) => one === step);
const isLast = ({ plan }: Act, step: StepName) => PLANS[plan].at(-1) === step;

/** An operation is STARTING in its first step, and cannot be cancelled. */
const CASES = ACTS.flatMap((act) => PLANS[act.plan].slice(1).map((step) => ({ plan: act.plan, act, step })));
const WITH_ENGINE = CASES.flatMap(({ step, ...one }) => (isOfEngine(step) ? [{ ...one, step }] : []));

describe('an operation', () => {
  const { api, platform } = usePlatform();
  let steps: HeldSteps;
  let runtime: HeldRuntime;

  beforeAll(() => {
    [steps, runtime] = [new HeldSteps(platform), new HeldRuntime(platform)];
  });

  async function prepare({ before }: Act) {
    const { appDId, appPkgId } = await onboardApplication(api, RULES);
    const { id } = await createInstance(api, appDId);
    for (const [task, body] of before) await perform(api, id, task, body);
    return { id, appPkgId };
  }

  const cancel = (path: string, CancelMode: string, status = 202) => api.post(`${path}/cancel`).send({ CancelMode }).expect(status);

  /** Given up, the application instance is as before; carried out anew, as wanted. */
  async function expectRestored(act: Act, step: StepName, { id, appPkgId }: { id: string; appPkgId: string }): Promise<void> {
    expect(await stateOf(api, id)).toBe(act.from);
    const isKnown = act.plan === 'terminate' ? !AFTER_THE_END.includes(step) : act.from !== 'NOT_INSTANTIATED';
    if (isKnown) {
      expect((await api.get(appInstanceOf(id)).expect(200)).body).toMatchObject({ state: act.from === 'STOPPED' ? 'STOPPED' : 'INSTANTIATED' });
      expect((await api.get(dnsRulesOf(id)).expect(200)).body).toHaveLength(1);
    } else {
      await api.get(appInstanceOf(id)).expect(404);
      await api.get(dnsRulesOf(id)).expect(404);
    }
    const { body } = await api.get(`${PACKAGES}/${appPkgId}`).expect(200);
    expect(body).toMatchObject({ usageState: act.from === 'NOT_INSTANTIATED' ? 'NOT_IN_USE' : 'IN_USE' });
    await perform(api, id, act.task, act.body);
    expect(await stateOf(api, id)).toBe(act.to);
  }

  it.each(CASES)('$plan, cancelled GRACEFUL in the step $step, lets that end, and is retried from there', async ({ act, step }) => {
    const { id } = await prepare(act);
    const held = steps.hold(step);
    const path = await begin(api, id, act.task, act.body);
    await held.reached;
    await cancel(path, 'GRACEFUL');
    if (step !== 'waiting') {
      expect(await readOperation(api, path)).toMatchObject({ operationState: 'PROCESSING', isCancelPending: true, cancelMode: 'GRACEFUL' });
      await cancel(path, 'GRACEFUL', 409);
      held.letGo();
    }
    const operation = await settled(api, path);
    expect(operation).toMatchObject({ operationState: isLast(act, step) ? 'COMPLETED' : 'FAILED_TEMP', isCancelPending: false });
    if (!isLast(act, step)) {
      expect(operation).toMatchObject({ error: { status: 409, detail: 'The operation has been cancelled.' } });
      await api.post(`${path}/retry`).expect(202);
      expect((await inState(api, path, 'COMPLETED')).error).toBeUndefined();
    }
    expect(await stateOf(api, id)).toBe(act.to);
  });

  it.each(CASES)('$plan, cancelled FORCED in the step $step, is broken off; given up, it has done nothing', async ({ act, step }) => {
    const scene = await prepare(act);
    const held = steps.hold(step);
    const path = await begin(api, scene.id, act.task, act.body);
    await held.reached;
    if (step !== 'waiting') await cancel(path, 'GRACEFUL');
    await cancel(path, 'FORCED');
    expect(await inState(api, path, 'FAILED_TEMP')).toMatchObject({ isCancelPending: false, error: { status: 409 } });
    expect(await stateOf(api, scene.id)).toBe(act.from);
    await cancel(path, 'FORCED', 409);
    for (const [task, body] of Object.entries({ instantiate: {}, terminate: FORCEFUL, operate: STOP })) await api.post(`${INSTANCES}/${scene.id}/${task}`).send(body).expect(409);
    expect((await api.post(`${path}/fail`).expect(200)).body).toMatchObject({ operationState: 'FAILED' });
    await expectRestored(act, step, scene);
  });

  it.each(WITH_ENGINE)('$plan, which the engine refuses in the step $step, is FAILED and has done nothing', async ({ act, step }) => {
    const scene = await prepare(act);
    runtime.refuse(step, new RuntimeRefusal('there is no such thing'));
    const operation = await settled(api, await begin(api, scene.id, act.task, act.body));
    expect(operation).toMatchObject({ operationState: 'FAILED', error: { status: 422, detail: 'The container runtime refuses: there is no such thing.' } });
    await expectRestored(act, step, scene);
  });

  it.each(WITH_ENGINE)('$plan, which the engine cannot do at present in the step $step, is retried from there', async ({ act, step }) => {
    const scene = await prepare(act);
    runtime.refuse(step, new RuntimeUnavailable('nobody answers'));
    const path = await begin(api, scene.id, act.task, act.body);
    const stopped: AppLcmOpOcc = await settled(api, path);
    expect(stopped).toMatchObject({ operationState: 'FAILED_TEMP', error: { status: 503, detail: 'The container runtime cannot do it at present: nobody answers.' } });
    await api.post(`${path}/retry`).expect(202);
    expect(await inState(api, path, 'COMPLETED')).toMatchObject({ startTime: stopped.startTime, lcmOperation: stopped.lcmOperation });
    expect(await stateOf(api, scene.id)).toBe(act.to);
  });
});

import { RuntimeRefusal, RuntimeUnavailable } from '../../../src/modules/container-runtime/index.js';
import { dnsRulesOf } from '../../support/app-support.js';
import { type EngineStep, HeldRuntime } from '../../support/lifecycle/held-runtime.js';
import { type AppLcmOpOcc, begin, createInstance, FORCEFUL, inState, INSTANCES, onboardApplication, perform, readOperation, settled, stateOf } from '../../support/lifecycle/lifecycle.js';
import { appInstanceOf } from '../../support/mm5.js';
import { PACKAGES } from '../../support/packages/packages.js';
import { usePlatform } from '../../support/use-platform.js';

const RULES = { appDNSRule: [{ dnsRuleId: 'name', domainName: 'camera.edge.example', ipAddressType: 'IP_V4', ipAddress: '192.0.2.10' }] };
const STOP = { changeStateTo: 'STOPPED' };
const START = { changeStateTo: 'STARTED' };

type Task = Parameters<typeof begin>[2];

interface Act {
  /** What has been done to the application instance before. */
  before: [Task, object][];
  task: Task;
  body: object;
  steps: EngineStep[];
  from: string;
  to: string;
  /** What MEC 011 says of it if the operation is given up. */
  known: number;
}

const ACTS: Act[] = [
  { before: [], task: 'instantiate', body: {}, steps: ['images', 'creation', 'start', 'addresses'], from: 'NOT_INSTANTIATED', to: 'STARTED', known: 404 },
  { before: [['instantiate', {}]], task: 'operate', body: STOP, steps: ['stop'], from: 'STARTED', to: 'STOPPED', known: 200 },
  { before: [['instantiate', {}], ['operate', STOP]], task: 'operate', body: START, steps: ['start', 'addresses'], from: 'STOPPED', to: 'STARTED', known: 200 },
  { before: [['instantiate', {}]], task: 'terminate', body: FORCEFUL, steps: ['removal'], from: 'STARTED', to: 'NOT_INSTANTIATED', known: 404 },
];

/** The last steps: when they end, the operation is COMPLETED. */
const isLast = ({ task, body }: Act, step: EngineStep) => step === 'stop' || step === 'removal' || (step === 'addresses' && task === 'instantiate' && !('changeStateTo' in body));

const CASES = ACTS.flatMap((act) => act.steps.map((step) => ({ name: `${act.task} ${act.to}`, act, step })));

describe('an operation', () => {
  const { api, platform } = usePlatform();
  let runtime: HeldRuntime;

  beforeAll(() => {
    runtime = new HeldRuntime(platform);
  });

  async function prepare({ before }: Act) {
    const { appDId, appPkgId } = await onboardApplication(api, RULES);
    const { id } = await createInstance(api, appDId);
    for (const [task, body] of before) await perform(api, id, task, body);
    return { id, appPkgId };
  }

  const cancel = (path: string, CancelMode: string, status = 202) => api.post(`${path}/cancel`).send({ CancelMode }).expect(status);

  /** Given up, the application instance is as before; carried out anew, as wanted. */
  async function expectRestored(act: Act, { id, appPkgId }: { id: string; appPkgId: string }): Promise<void> {
    expect(await stateOf(api, id)).toBe(act.from);
    const { body: known } = await api.get(appInstanceOf(id)).expect(act.known);
    if (act.known === 200) expect(known).toMatchObject({ state: act.from === 'STOPPED' ? 'STOPPED' : 'INSTANTIATED' });
    await api.get(dnsRulesOf(id)).expect(act.known);
    const { body } = await api.get(`${PACKAGES}/${appPkgId}`).expect(200);
    expect(body).toMatchObject({ usageState: act.from === 'NOT_INSTANTIATED' ? 'NOT_IN_USE' : 'IN_USE' });
    await perform(api, id, act.task, act.body);
    expect(await stateOf(api, id)).toBe(act.to);
  }

  it.each(CASES)('$name, cancelled GRACEFUL in the step $step, lets that end', async ({ act, step }) => {
    const scene = await prepare(act);
    const held = runtime.hold(step);
    const path = await begin(api, scene.id, act.task, act.body);
    await held.reached;
    await cancel(path, 'GRACEFUL');
    expect(await readOperation(api, path)).toMatchObject({ operationState: 'PROCESSING', isCancelPending: true, cancelMode: 'GRACEFUL' });
    await cancel(path, 'GRACEFUL', 409);
    held.letGo();
    if (isLast(act, step)) {
      expect(await settled(api, path)).toMatchObject({ operationState: 'COMPLETED', isCancelPending: false });
      expect(await stateOf(api, scene.id)).toBe(act.to);
    } else {
      expect(await settled(api, path)).toMatchObject({ operationState: 'FAILED_TEMP', isCancelPending: false, error: { status: 409 } });
      await api.post(`${path}/retry`).expect(202);
      expect((await inState(api, path, 'COMPLETED')).error).toBeUndefined();
      expect(await stateOf(api, scene.id)).toBe(act.to);
    }
  });

  it.each(CASES)('$name, cancelled FORCED in the step $step, is broken off; given up, it has done nothing', async ({ act, step }) => {
    const scene = await prepare(act);
    const held = runtime.hold(step);
    const path = await begin(api, scene.id, act.task, act.body);
    await held.reached;
    await cancel(path, 'GRACEFUL');
    await cancel(path, 'FORCED');
    expect(await inState(api, path, 'FAILED_TEMP')).toMatchObject({ isCancelPending: false, error: { status: 409 } });
    expect(await stateOf(api, scene.id)).toBe(act.from);
    await cancel(path, 'FORCED', 409);
    for (const task of ['instantiate', 'terminate', 'operate'] as const) await api.post(`${INSTANCES}/${scene.id}/${task}`).send({ instantiate: {}, terminate: FORCEFUL, operate: STOP }[task]).expect(409);
    expect((await api.post(`${path}/fail`).expect(200)).body).toMatchObject({ operationState: 'FAILED' });
    await expectRestored(act, scene);
  });

  it.each(CASES)('$name, which the engine refuses in the step $step, is FAILED and has done nothing', async ({ act, step }) => {
    const scene = await prepare(act);
    runtime.refuse(step, new RuntimeRefusal('there is no such thing'));
    const operation = await settled(api, await begin(api, scene.id, act.task, act.body));
    expect(operation).toMatchObject({ operationState: 'FAILED', error: { status: 422, detail: 'The container runtime refuses: there is no such thing.' } });
    await expectRestored(act, scene);
  });

  it.each(CASES)('$name, which the engine cannot do at present in the step $step, is retried from there', async ({ act, step }) => {
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

import fc from 'fast-check';
import { ContainerRuntime } from '../../../src/modules/container-runtime/index.js';
import { confirmTerminationOf } from '../../support/app-support.js';
import { eventually } from '../../support/eventually.js';
import { capacityFile } from '../../support/granting/granting.js';
import { type AppInstanceInfo, type AppLcmOpOcc, createInstance, GRACEFUL, INSTANCES, onboardApplication, OPERATIONS } from '../../support/lifecycle/lifecycle.js';
import { PACKAGES } from '../../support/packages/packages.js';
import { startPlatform } from '../../support/platform.js';
import { specAgent, type SpecAgent } from '../../support/spec-agent.js';

const TEST_TIMEOUT_MS = 240_000;
const PLATFORM = '0198c0de-0000-7000-8000-000000000012';
const COUNT = 50;

/** What a client does to an application instance, or to its last operation. */
const ACTS = {
  instantiate: ['instantiate', {}],
  'be refused': ['instantiate', { virtualStorageDescriptor: [{ id: 'more than there is', typeOfStorage: 'OBJECT', objectStorageData: { maxSizeOfStorage: 1 } }] }],
  terminate: ['terminate', { terminationType: 'FORCEFUL' }],
  'terminate gracefully': ['terminate', GRACEFUL],
  stop: ['operate', { changeStateTo: 'STOPPED' }],
  'stop gracefully': ['operate', { changeStateTo: 'STOPPED', stopType: 'GRACEFUL', gracefulStopTimeout: 3600 }],
  start: ['operate', { changeStateTo: 'STARTED' }],
  configure: ['configure_platform_for_app', {}],
} as const;
const WORDS = { cancel: { CancelMode: 'GRACEFUL' }, 'cancel by force': { CancelMode: 'FORCED' }, retry: undefined, fail: undefined } as const;

type Act = { instance: number; act: keyof typeof ACTS | keyof typeof WORDS | 'confirm the end' | 'confirm the stop' };

const acts = fc.array(
  fc.record({
    instance: fc.nat(COUNT - 1),
    act: fc.constantFrom(...(Object.keys(ACTS) as (keyof typeof ACTS)[]), ...(Object.keys(WORDS) as (keyof typeof WORDS)[]), 'confirm the end' as const, 'confirm the stop' as const),
  }),
  { minLength: 300, maxLength: 400 },
);

const read = async <T>(api: SpecAgent, path: string): Promise<T> => (await api.get(path).query({ all_fields: '' }).expect(200)).body as T;

const instanceOf = ({ _links }: AppLcmOpOcc) => _links.appInstance.href.split('/').at(-1)!;

/** The state that an operation leaves. */
function stateAfter(before: string, { lcmOperation, operationParams }: AppLcmOpOcc): string {
  if (lcmOperation === 'INSTANTIATE') return 'STARTED';
  if (lcmOperation === 'TERMINATE') return 'NOT_INSTANTIATED';
  return lcmOperation === 'OPERATE' ? (operationParams as { changeStateTo: string }).changeStateTo : before;
}

async function carryOut(api: SpecAgent, ids: string[], { instance, act }: Act): Promise<void> {
  const id = ids[instance]!;
  if (act in ACTS) {
    const [task, body] = ACTS[act as keyof typeof ACTS];
    expect([202, 409]).toContain((await api.post(`${INSTANCES}/${id}/${task}`).send(body)).status);
  } else if (act === 'confirm the end' || act === 'confirm the stop') {
    await api.post(confirmTerminationOf(id)).send({ operationAction: act === 'confirm the end' ? 'TERMINATING' : 'STOPPING' });
  } else {
    const last = (await read<AppLcmOpOcc[]>(api, OPERATIONS)).findLast((one) => instanceOf(one) === id);
    if (!last) return;
    const sent = api.post(`${OPERATIONS}/${last.id}/${act.split(' ')[0]!}`);
    const body = WORDS[act as keyof typeof WORDS];
    expect([200, 202, 409]).toContain((body ? await sent.send(body) : await sent).status);
  }
}

/** Ends what does not end by itself, until every operation is over. */
async function settleAll(api: SpecAgent): Promise<AppLcmOpOcc[]> {
  return eventually(async () => {
    const operations = await read<AppLcmOpOcc[]>(api, OPERATIONS);
    for (const one of operations) {
      if (one.operationState === 'FAILED_TEMP') await api.post(`${OPERATIONS}/${one.id}/fail`);
      if (one.operationState === 'PROCESSING' && !one.isCancelPending) await api.post(`${OPERATIONS}/${one.id}/cancel`).send({ CancelMode: 'FORCED' });
    }
    expect(operations.filter(({ operationState }) => operationState !== 'COMPLETED' && operationState !== 'FAILED')).toEqual([]);
    return operations;
  });
}

describe('any sequence of operations', () => {
  it(
    'leaves operations, application instances, their identities, their containers and the use of their package consistent',
    async () => {
      const { http, server } = await startPlatform({ environment: { MEC_PLATFORM_ID: PLATFORM, MEC_HOST_CAPACITY_FILE: capacityFile({ storageGB: 0 }) } });
      const api = specAgent({ http });
      const runtime = server.app.get(ContainerRuntime, { strict: false });
      const { appDId, appPkgId } = await onboardApplication(api);
      const ids: string[] = [];
      while (ids.length < COUNT) ids.push((await createInstance(api, appDId)).id);
      const check = async (sequence: Act[]) => {
        for (let at = 0; at < sequence.length; at += 10) await Promise.all(sequence.slice(at, at + 10).map((act) => carryOut(api, ids, act)));
        const operations = await settleAll(api);
        const instances = await read<AppInstanceInfo[]>(api, INSTANCES);
        const found = instances.map(({ id, instantiationState, instantiatedAppState }) => [id, instantiatedAppState?.operationalState ?? instantiationState]);
        const completed = operations.filter(({ operationState }) => operationState === 'COMPLETED');
        expect(found).toEqual(ids.map((id) => [id, completed.filter((one) => instanceOf(one) === id).reduce(stateAfter, 'NOT_INSTANTIATED')]));
        const instantiated = found.filter(([, state]) => state !== 'NOT_INSTANTIATED').map(([id]) => id).sort();
        await eventually(async () => expect((await runtime.list(PLATFORM)).map(({ appInstanceId }) => appInstanceId).sort()).toEqual(instantiated));
        const known = ((await api.get('/mm5/v1/app_instances').expect(200)).body as { appInstanceId: string }[]).map(({ appInstanceId }) => appInstanceId);
        // An application that was told to end may have ended, though the operation that told it was given up.
        expect(known.filter((id) => !instantiated.includes(id))).toEqual([]);
        expect((await api.get(`${PACKAGES}/${appPkgId}`).expect(200)).body).toMatchObject({ usageState: instantiated.length > 0 ? 'IN_USE' : 'NOT_IN_USE' });
      };
      await fc.assert(fc.asyncProperty(acts, check), { numRuns: 3, endOnFailure: true });
    },
    TEST_TIMEOUT_MS,
  );
});

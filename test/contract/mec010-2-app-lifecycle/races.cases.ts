import { HeldRuntime } from '../../support/lifecycle/held-runtime.js';
import {
  begin, createInstance, FORCEFUL, GRACEFUL, inState, INSTANCES, onboardApplication, perform, readOperation, settled, stateOf,
} from '../../support/lifecycle/lifecycle.js';
import { PACKAGES } from '../../support/packages/packages.js';
import { pathOf } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

const ROUNDS = 4;

type Sent = { status: number };

describe('of two that come at once', () => {
  const { api, platform } = usePlatform();
  let appDId: string;

  beforeAll(async () => {
    ({ appDId } = await onboardApplication(api));
  });

  async function instance(state: 'NOT_INSTANTIATED' | 'STARTED'): Promise<string> {
    const { id } = await createInstance(api, appDId);
    if (state === 'STARTED') await perform(api, id, 'instantiate');
    return id;
  }

  const task = (id: string, name: string, body: object) => api.post(`${INSTANCES}/${id}/${name}`).send(body);
  const statuses = (answers: Sent[]) => answers.map(({ status }) => status).sort();

  it.each([
    ['instantiate', {}, 'instantiate', {}, 'NOT_INSTANTIATED'],
    ['terminate', FORCEFUL, 'terminate', GRACEFUL, 'STARTED'],
    ['terminate', GRACEFUL, 'operate', { changeStateTo: 'STOPPED' }, 'STARTED'],
    ['operate', { changeStateTo: 'STOPPED' }, 'operate', { changeStateTo: 'STOPPED', stopType: 'GRACEFUL', gracefulStopTimeout: 60 }, 'STARTED'],
    ['configure_platform_for_app', {}, 'terminate', FORCEFUL, 'STARTED'],
  ] as const)('%s %j and %s %j: one begins, the other is answered 409', async (first, firstBody, second, secondBody, state) => {
    for (let round = 0; round < ROUNDS; round++) {
      const id = await instance(state);
      const answers = await Promise.all([task(id, first, firstBody), task(id, second, secondBody), task(id, first, firstBody)]);
      expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
      expect(new Set(statuses(answers))).toEqual(new Set([202, 409]));
    }
  });

  it('instantiation and deletion: it runs, or it is gone', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const id = await instance('NOT_INSTANTIATED');
      const requests = [() => task(id, 'instantiate', {}), () => api.delete(`${INSTANCES}/${id}`)];
      const answers = await Promise.all((round % 2 ? requests : requests.reverse()).map((send) => send()));
      const begun = answers.find(({ status }) => status === 202);
      expect(statuses(answers)).toEqual(begun ? [202, 409] : [204, 404].sort());
      if (begun) await inState(api, pathOf(String(begun.headers['location'])), 'COMPLETED');
      else await api.get(`${INSTANCES}/${id}`).expect(404);
    }
  });

  it('instantiation and the disabling of its package: both are done, or only the package is disabled', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { appDId: another, appPkgId } = await onboardApplication(api);
      const { id } = await createInstance(api, another);
      const disabling = () => api.patch(`${PACKAGES}/${appPkgId}`).send({ operationalState: 'DISABLED' });
      const [one, other] = await Promise.all(round % 2 ? [task(id, 'instantiate', {}), disabling()] : [disabling(), task(id, 'instantiate', {})]);
      const [instantiation, patch] = round % 2 ? [one, other] : [other, one];
      expect(patch.status).toBe(200);
      expect([202, 409]).toContain(instantiation.status);
      if (instantiation.status === 202) await settled(api, pathOf(String(instantiation.headers['location'])));
      expect(await stateOf(api, id)).toBe(instantiation.status === 202 ? 'STARTED' : 'NOT_INSTANTIATED');
      await api.delete(`${PACKAGES}/${appPkgId}`).expect(instantiation.status === 202 ? 409 : 204);
    }
  });

  async function stumbled() {
    const id = await instance('STARTED');
    const path = await begin(api, id, 'terminate', GRACEFUL);
    await inState(api, path, 'PROCESSING');
    await api.post(`${path}/cancel`).send({ CancelMode: 'FORCED' }).expect(202);
    await inState(api, path, 'FAILED_TEMP');
    return { id, path };
  }

  it('retries and failures of one operation: one is taken', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id, path } = await stumbled();
      const words = [api.post(`${path}/retry`), api.post(`${path}/fail`), api.post(`${path}/retry`), api.post(`${path}/fail`)];
      const answers = await Promise.all(round % 2 ? words : words.reverse());
      const taken = answers.filter(({ status }) => status !== 409);
      expect(taken).toHaveLength(1);
      expect(await inState(api, path, 'PROCESSING', 'FAILED')).toMatchObject({ operationState: taken[0]!.status === 202 ? 'PROCESSING' : 'FAILED' });
      expect(await stateOf(api, id)).toBe('STARTED');
    }
  });

  it('a retry that follows at once is not cancelled by what was cancelled before', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { path } = await stumbled();
      await api.post(`${path}/retry`).expect(202);
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await readOperation(api, path)).toMatchObject({ operationState: 'PROCESSING', isCancelPending: false });
    }
  });

  it('cancellations: one of each mode is taken, FORCED after GRACEFUL only', async () => {
    const runtime = new HeldRuntime(platform);
    for (let round = 0; round < ROUNDS; round++) {
      const id = await instance('NOT_INSTANTIATED');
      const held = runtime.hold('start');
      const path = await begin(api, id, 'instantiate');
      await held.reached;
      const answers = await Promise.all(['GRACEFUL', 'GRACEFUL', 'FORCED', 'FORCED'].map((CancelMode) => api.post(`${path}/cancel`).send({ CancelMode })));
      const [graceful, forced] = [statuses(answers.slice(0, 2)), statuses(answers.slice(2))];
      expect(forced).toEqual([202, 409]);
      expect([[202, 409], [409, 409]]).toContainEqual(graceful);
      await inState(api, path, 'FAILED_TEMP');
      await api.post(`${path}/fail`).expect(200);
    }
  });

  it('tasks on different application instances do not hinder each other', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, async () => (await createInstance(api, appDId)).id));
    const paths = await Promise.all(ids.map((id) => begin(api, id, 'instantiate')));
    for (const path of paths) await inState(api, path, 'COMPLETED');
    const ends = await Promise.all(ids.map((id) => begin(api, id, 'terminate', FORCEFUL)));
    for (const path of ends) await inState(api, path, 'COMPLETED');
  });
});

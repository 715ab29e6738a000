import { randomUUID } from 'node:crypto';
import { ContainerRuntime } from '../../../src/modules/container-runtime/index.js';
import { newInstance, perform, readInstance, runningInstance } from '../../support/lifecycle/lifecycle.js';
import { logsOf, RUNTIME, workloadOf, WORKLOADS } from '../../support/runtime.js';
import { usePlatform } from '../../support/use-platform.js';

describe('the containers of a platform without an engine', () => {
  const { api, platform } = usePlatform();
  const containers = async (id: string) => (await api.get(workloadOf(id)).expect(200)).body.containers as object[];

  it('are a record only, which every answer says', async () => {
    const id = await runningInstance(api);
    await api.get(RUNTIME).expect(200, { driver: 'none', engine: 'NONE' }).expect('OpenMEP-Runtime', 'none');
    for (const path of [WORKLOADS, workloadOf(id), logsOf(id, 'camera')]) await api.get(path).expect(200).expect('OpenMEP-Runtime', 'none');
  });

  it('are created by an instantiation, follow the state of their application instance, and go when it is terminated', async () => {
    const id = await newInstance(api);
    const { appDId } = await readInstance(api, id);
    await api.get(workloadOf(id)).expect(404);
    const { id: appLcmOpOccId } = await perform(api, id, 'instantiate');
    const info = { appInstanceId: id, appDId, appLcmOpOccId };
    await api.get(workloadOf(id)).expect(200, { ...info, containers: [{ name: 'camera', state: 'RUNNING', restarts: 0 }], ports: [] });
    expect((await api.get(WORKLOADS).expect(200)).body).toContainEqual(info);
    await perform(api, id, 'operate', { changeStateTo: 'STOPPED' });
    expect(await containers(id)).toEqual([{ name: 'camera', state: 'STOPPED', restarts: 0 }]);
    await perform(api, id, 'operate', { changeStateTo: 'STARTED' });
    expect(await containers(id)).toEqual([{ name: 'camera', state: 'RUNNING', restarts: 0 }]);
    await perform(api, id, 'terminate', { terminationType: 'FORCEFUL' });
    expect((await api.get(workloadOf(id)).expect(404)).body.detail).toContain(id);
    expect(JSON.stringify((await api.get(WORKLOADS).expect(200)).body)).not.toContain(id);
  });

  it('are listed by the id of their application instance', async () => {
    for (let count = 0; count < 3; count++) await runningInstance(api);
    const ids = ((await api.get(WORKLOADS).expect(200)).body as { appInstanceId: string }[]).map(({ appInstanceId }) => appInstanceId);
    expect(ids.length).toBeGreaterThan(2);
    expect(ids).toEqual(ids.toSorted());
  });

  it('have written nothing', async () => {
    const id = await runningInstance(api);
    await api.get(logsOf(id, 'camera')).expect(200, '').expect('Content-Type', 'text/plain; charset=utf-8');
    await api.get(logsOf(id, 'camera', '?lines=1')).set('Accept', 'application/json').expect(200, []);
    expect((await api.get(logsOf(id, 'microphone')).expect(404)).body.detail).toContain('microphone');
    expect((await api.get(logsOf('nobody', 'camera')).expect(404)).body.detail).toContain('nobody');
  });

  it('of other platforms are none of this one', async () => {
    const id = randomUUID();
    const container = { name: 'main', image: 'image', environment: {}, resources: {} };
    await platform.server.app.get(ContainerRuntime).create({ platformId: 'another', appInstanceId: id, appDId: 'one', occurrenceId: 'one', containers: [container], ports: [] });
    expect(JSON.stringify((await api.get(WORKLOADS).expect(200)).body)).not.toContain(id);
    for (const path of [workloadOf(id), logsOf(id, 'main')]) await api.get(path).expect(404);
  });
});

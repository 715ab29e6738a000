import { confirmTerminationOf } from '../../support/app-support.js';
import { eventually } from '../../support/eventually.js';
import { capacityFile } from '../../support/granting/granting.js';
import { GrantingStandIn } from '../../support/lifecycle/granting-service.js';
import { begin, FORCEFUL, GRACEFUL, inState, INSTANCES, newInstance, OPERATIONS, perform, readOperation, ROOT, runningInstance, settled, stateOf } from '../../support/lifecycle/lifecycle.js';
import { descriptor } from '../../support/packages/package-file.js';
import { startPlatform } from '../../support/platform.js';
import { specAgent, type SpecAgent } from '../../support/spec-agent.js';
import { usePlatform } from '../../support/use-platform.js';

describe('operations', () => {
  const { api } = usePlatform();

  it('are listed with what the selectors leave, by their application instance, too', async () => {
    const id = await runningInstance(api);
    const last = await perform(api, id, 'operate', { changeStateTo: 'STOPPED' });
    const filter = `(eq,_links/appInstance/href,${ROOT}${INSTANCES}/${id})`;
    const listed = async (query: object) => (await api.get(OPERATIONS).query({ filter, ...query }).expect(200)).body as object[];
    const { operationParams: _params, _links, ...rest } = last;
    const usual = await listed({});
    expect(usual).toHaveLength(2);
    expect(usual[1]).toEqual(rest);
    expect((await listed({ all_fields: '' }))[1]).toEqual(last);
    expect(await listed({ filter: `${filter};(eq,lcmOperation,INSTANTIATE)` })).toHaveLength(1);
    await api.get(OPERATIONS).query({ filter: '(eq,colour,red)' }).expect(400);
    const { headers } = await api.get(OPERATIONS).query({ filter }).expect(200);
    await api.get(OPERATIONS).query({ filter }).set('If-None-Match', headers['etag'] as string).expect(304, '');
    const { headers: single } = await api.get(`${OPERATIONS}/${last.id}`).expect(200);
    await api.get(`${OPERATIONS}/${last.id}`).set('If-None-Match', single['etag'] as string).expect(304, '');
    await perform(api, id, 'terminate', FORCEFUL);
  });

  it.each(['GRACEFUL', 'FORCED'])('that wait are cancelled %s, and retried', async (CancelMode) => {
    const id = await runningInstance(api);
    const path = await begin(api, id, 'terminate', GRACEFUL);
    await inState(api, path, 'PROCESSING');
    await api.post(`${path}/cancel`).send({ CancelMode }).expect(202, '');
    const stopped = await inState(api, path, 'FAILED_TEMP');
    expect(stopped).toMatchObject({ isCancelPending: false, error: { status: 409, detail: 'The operation has been cancelled.' } });
    expect(await stateOf(api, id)).toBe('STARTED');
    await api.post(`${INSTANCES}/${id}/terminate`).send(FORCEFUL).expect(409);
    await api.post(`${path}/cancel`).send({ cancelMode: 'FORCEFUL' }).expect(409);
    await api.post(`${path}/retry`).expect(202, '');
    await inState(api, path, 'PROCESSING');
    await eventually(() => api.post(confirmTerminationOf(id)).send({ operationAction: 'TERMINATING' }).expect(204));
    expect(await inState(api, path, 'COMPLETED')).not.toHaveProperty('error');
  });

  it('that are over take no further word', async () => {
    const id = await runningInstance(api);
    const { id: operation } = await perform(api, id, 'operate', { changeStateTo: 'STOPPED' });
    for (const task of ['fail', 'retry']) await api.post(`${OPERATIONS}/${operation}/${task}`).expect(409);
    await api.post(`${OPERATIONS}/${operation}/cancel`).send({ CancelMode: 'GRACEFUL' }).expect(409);
  });

  it('other than an instantiation, given up, leave the application instance as it was', async () => {
    const id = await runningInstance(api);
    const path = await begin(api, id, 'operate', { changeStateTo: 'STOPPED', stopType: 'GRACEFUL', gracefulStopTimeout: 3600 });
    await inState(api, path, 'PROCESSING');
    await api.post(`${path}/cancel`).send({ CancelMode: 'FORCED' }).expect(202);
    const stopped = await inState(api, path, 'FAILED_TEMP');
    const { body } = await api.post(`${path}/fail`).expect(200);
    expect(body).toMatchObject({ operationState: 'FAILED', error: stopped.error, startTime: stopped.startTime });
    expect(await stateOf(api, id)).toBe('STARTED');
    await perform(api, id, 'terminate', FORCEFUL);
  });
});

describe('operations and their grants', () => {
  let granting: GrantingStandIn;
  let api: SpecAgent;

  beforeEach(async () => {
    granting = await GrantingStandIn.start();
    api = specAgent(await startPlatform({ environment: { MEC_GRANT_URL: granting.url } }));
  });

  it('ask for what they need, once', async () => {
    const id = await newInstance(api);
    const { id: operation } = await perform(api, id, 'instantiate');
    expect(granting.asked).toMatchObject([
      {
        appInstanceId: id,
        appLcmOpOccId: operation,
        operation: 'INSTANTIATE',
        addResources: [{ type: 'OSCONTAINER', resourceTemplateId: ['camera'] }, { type: 'LINKPORT', resourceTemplateId: ['service'] }],
        _links: { appLcmOpOcc: { href: `${ROOT}${OPERATIONS}/${operation}` } },
      },
    ]);
    await perform(api, id, 'operate', { changeStateTo: 'STOPPED' });
    await perform(api, id, 'terminate', FORCEFUL);
    expect(granting.asked).toHaveLength(2);
    expect(granting.asked[1]).toMatchObject({ operation: 'TERMINATE', removeResources: [{ resource: { vimConnectionInfo: { vimType: 'OPENMEP.NONE' } } }, {}] });
  });

  it('fail when they are rejected', async () => {
    granting.answers = 'rejected';
    const id = await newInstance(api);
    const operation = await settled(api, await begin(api, id, 'instantiate'));
    expect(operation).toMatchObject({ operationState: 'FAILED', error: { status: 403, detail: 'The grant is rejected: the answer is rejected.' } });
    await api.delete(`${INSTANCES}/${id}`).expect(204);
  });

  it('may be retried while nobody decides, or be given up', async () => {
    granting.answers = 'unavailable';
    const id = await newInstance(api);
    const path = await begin(api, id, 'instantiate');
    expect(await settled(api, path)).toMatchObject({ operationState: 'FAILED_TEMP', error: { status: 503 } });
    await api.delete(`${INSTANCES}/${id}`).expect(409);
    await api.post(`${path}/retry`).expect(202);
    await inState(api, path, 'FAILED_TEMP');
    expect((await api.post(`${path}/fail`).expect(200)).body).toMatchObject({ operationState: 'FAILED', error: { status: 503 } });
    granting.answers = 'granted';
    await perform(api, id, 'instantiate');
  });

  it.each(['GRACEFUL', 'FORCED'])('are cancelled %s while they wait for the answer', async (CancelMode) => {
    granting.answers = 'unavailable';
    const id = await newInstance(api);
    const path = await begin(api, id, 'instantiate');
    await inState(api, path, 'FAILED_TEMP');
    granting.answers = 'never';
    await api.post(`${path}/retry`).expect(202);
    await eventually(() => expect(granting.asked).toHaveLength(2));
    await api.post(`${path}/cancel`).send({ CancelMode }).expect(202);
    expect(await inState(api, path, 'FAILED_TEMP')).toMatchObject({ isCancelPending: false, error: { detail: 'The operation has been cancelled.' } });
    granting.answers = 'granted';
    await api.post(`${path}/retry`).expect(202);
    await inState(api, path, 'COMPLETED');
  });

  it('are STARTING until it is decided, and cannot be cancelled before; others do not wait for them', async () => {
    granting.answers = 'later';
    const ids = [await newInstance(api), await newInstance(api), await newInstance(api), await newInstance(api), await newInstance(api)];
    const paths = await Promise.all(ids.map((id) => begin(api, id, 'instantiate')));
    await eventually(() => expect(granting.polled).toBeGreaterThan(ids.length));
    for (const path of paths) expect(await readOperation(api, path)).toMatchObject({ operationState: 'STARTING' });
    await api.post(`${paths[0]!}/cancel`).send({ CancelMode: 'FORCED' }).expect(409);
    granting.answers = 'granted';
    const other = await newInstance(api);
    await perform(api, other, 'instantiate');
    for (const path of paths) await inState(api, path, 'COMPLETED');
  });
});

describe('the capacity of the host', () => {
  it('is kept by an application instance until its end', async () => {
    const api = specAgent(await startPlatform({ environment: { MEC_HOST_CAPACITY_FILE: capacityFile({ memoryMB: 128 }) } }));
    const osContainerDescriptor = [{ ...descriptor().osContainerDescriptor[0]!, requestedMemoryResources: 128 }];
    const [one, two] = [await newInstance(api, { osContainerDescriptor }), await newInstance(api, { osContainerDescriptor })];
    await perform(api, one, 'instantiate');
    const refused = await settled(api, await begin(api, two, 'instantiate'));
    expect(refused).toMatchObject({ operationState: 'FAILED', error: { status: 403, detail: expect.stringContaining('0 MB of memory left') as string } });
    await perform(api, one, 'terminate', FORCEFUL);
    await perform(api, two, 'instantiate');
  });
});

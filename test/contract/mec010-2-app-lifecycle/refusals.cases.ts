import { begin, inState, INSTANCES, newInstance, OPERATIONS, runningInstance, SUBSCRIPTIONS } from '../../support/lifecycle/lifecycle.js';
import { descriptor, imageDescriptor } from '../../support/packages/package-file.js';
import { usePlatform } from '../../support/use-platform.js';

const PLATFORM = '0198c0de-0000-7000-8000-000000000011';
const BODIES = ['[]', '7', '"text"', 'null', '{', ''];
const TASKS = ['instantiate', 'terminate', 'operate', 'configure_platform_for_app'];
const RING = [[13, 52], [14, 52], [14, 53], [13, 52]];

const CONTAINER = descriptor().osContainerDescriptor[0]!;
const STORAGE = { id: 'disk', typeOfStorage: 'OBJECT', objectStorageData: {} };
const MACHINE = { virtualComputeDescId: 'machine', virtualCpu: { numVirtualCpu: 1 }, virtualMemory: { virtualMemSize: 1 } };

const VALID: Record<string, object> = {
  instantiate: {},
  terminate: { terminationType: 'FORCEFUL' },
  operate: { changeStateTo: 'STOPPED' },
  configure_platform_for_app: {},
};

describe('what is refused at app_lcm', () => {
  const { api } = usePlatform({ environment: { MEC_PLATFORM_ID: PLATFORM } });
  let idle: string;
  let running: string;

  beforeAll(async () => {
    [idle, running] = [await newInstance(api), await runningInstance(api)];
  });

  const refused = async (path: string, body: object, status: number, detail: string) => {
    const { body: problem } = await api.post(path).send(body).expect(status);
    expect((problem as { detail: string }).detail).toContain(detail);
  };

  it('content of another form', async () => {
    for (const path of [INSTANCES, SUBSCRIPTIONS, ...TASKS.map((task) => `${INSTANCES}/${idle}/${task}`), `${OPERATIONS}/nothing/cancel`]) {
      for (const body of BODIES) await api.post(path).set('Content-Type', 'application/json').send(body).expect(400);
      await api.post(path).set('Content-Type', 'text/plain').send('x').expect(415);
    }
    await api.post(INSTANCES).send({ appDId: '' }).expect(400);
    await api.post(`${OPERATIONS}/nothing/cancel`).send({ CancelMode: 'SOON' }).expect(400);
  });

  it('what is not there', async () => {
    for (const task of TASKS) await api.post(`${INSTANCES}/nothing/${task}`).send(VALID[task]).expect(404);
    await api.get(`${INSTANCES}/nothing`).expect(404);
    await api.get(`${OPERATIONS}/nothing`).expect(404);
    await api.post(`${OPERATIONS}/nothing/cancel`).send({ CancelMode: 'FORCED' }).expect(404);
    for (const task of ['fail', 'retry']) await api.post(`${OPERATIONS}/nothing/${task}`).expect(404);
    for (const method of ['get', 'delete'] as const) await api[method](`${SUBSCRIPTIONS}/nothing`).expect(404);
  });

  it('tasks that the state forbids', async () => {
    for (const task of TASKS.slice(1)) await api.post(`${INSTANCES}/${idle}/${task}`).send(VALID[task]).expect(409);
    await api.post(`${INSTANCES}/${running}/instantiate`).send({}).expect(409);
    await api.post(`${INSTANCES}/${running}/operate`).send({ changeStateTo: 'STARTED' }).expect(409);
  });

  it.each([
    [{ changeStateTo: 'STARTED', stopType: 'FORCEFUL' }, '/stopType is for changeStateTo STOPPED only'],
    [{ changeStateTo: 'STARTED', gracefulStopTimeout: 1 }, '/gracefulStopTimeout is for changeStateTo STOPPED only'],
    [{ changeStateTo: 'STOPPED', stopType: 'GRACEFUL' }, ' lacks the attribute gracefulStopTimeout'],
    [{ changeStateTo: 'STOPPED', gracefulStopTimeout: 1 }, '/gracefulStopTimeout is for stopType GRACEFUL only'],
    [{ changeStateTo: 'STOPPED', stopType: 'FORCEFUL', gracefulStopTimeout: 1 }, '/gracefulStopTimeout is for stopType GRACEFUL only'],
  ])('operate with %j', (body, detail) => refused(`${INSTANCES}/${running}/operate`, body, 400, `The body${detail}`));

  it('terminate with a time by force', () =>
    refused(`${INSTANCES}/${running}/terminate`, { terminationType: 'FORCEFUL', gracefulTerminationTimeout: 1 }, 400, '/gracefulTerminationTimeout is for terminationType GRACEFUL only'));

  it.each([
    [{ locationConstraints: {} }, '/locationConstraints lacks the attribute countryCode'],
    [{ locationConstraints: { area: { type: 'Polygon', coordinates: [RING] }, civicAddressElement: [{ caType: 3, caValue: 'City' }] } }, '/locationConstraints has area and civicAddressElement'],
    [{ locationConstraints: { area: { type: 'Polygon', coordinates: [[...RING.slice(0, 3), [1, 1]]] } } }, '/locationConstraints/area/coordinates/0 must end where it begins'],
    [{ osContainerDescriptor: [CONTAINER, CONTAINER] }, '/osContainerDescriptor/1/osContainerDescId is the id of another one, too'],
    [{ virtualStorageDescriptor: [STORAGE, STORAGE] }, '/virtualStorageDescriptor/1/id is the id of another one, too'],
    [{ osContainerDescriptor: [CONTAINER], virtualComputeDescriptor: MACHINE }, ' has virtualComputeDescriptor and osContainerDescriptor, which exclude each other'],
  ])('instantiate with %j', (body, detail) => refused(`${INSTANCES}/${idle}/instantiate`, body, 400, `The body${detail}`));

  it.each([
    [{ selectedMECHostInfo: [{ hostId: { platform: 'another' } }] }, 'no hostId with the id of this platform'],
    [{ locationConstraints: { countryCode: 'DE' } }, 'the platform does not know where it is'],
    [{ osContainerDescriptor: [{ ...CONTAINER, swImageDesc: imageDescriptor({ id: 'other' }) }] }, 'The image other is none of the package.'],
    [{ osContainerDescriptor: [{ ...CONTAINER, swImageDesc: imageDescriptor({ swImage: 'docker://elsewhere.test/camera:1' }) }] }, 'The image camera-image is none of the package.'],
  ])('instantiate elsewhere: %j', (body, detail) => refused(`${INSTANCES}/${idle}/instantiate`, body, 422, detail));

  it('instantiate here is taken, and again then refused', async () => {
    const id = await newInstance(api);
    const path = await begin(api, id, 'instantiate', { selectedMECHostInfo: [{ hostId: { platform: 'another' } }, { hostId: { platform: PLATFORM } }], osContainerDescriptor: [] });
    await inState(api, path, 'COMPLETED');
  });

  it.each([
    [{ appDNSRule: [{ dnsRuleId: 'a', domainName: 'a.example', ipAddressType: 'IP_V6', ipAddress: '192.0.2.1' }] }, '/appDNSRule/0/ipAddress must be an IPv6 address'],
    [{ appTrafficRule: [{ trafficRuleId: 'a', filterType: 'FLOW', priority: 1, trafficFilter: [{}], action: 'PASSTHROUGH' }] }, '/appTrafficRule/0/dstInterface PASSTHROUGH needs exactly one'],
    [
      { appTrafficRule: [1, 2].map(() => ({ trafficRuleId: 'a', filterType: 'FLOW', priority: 1, trafficFilter: [{}], action: 'DROP' })) },
      '/appTrafficRule/1/trafficRuleId is the id of another one, too',
    ],
  ])('configuring the platform with %j', (body, detail) => refused(`${INSTANCES}/${running}/configure_platform_for_app`, body, 400, `The body${detail}`));

  it('queries, media types and methods that it does not know', async () => {
    const subscription = { subscriptionType: 'AppIdentifierDeletionSubscription', callbackUri: 'http://127.0.0.1:9/' };
    const answered: [method: 'get' | 'post', path: string, body?: object][] = [
      ['get', INSTANCES], ['get', `${INSTANCES}/${idle}`], ['post', INSTANCES, { appDId: 'unknown' }],
      ['get', OPERATIONS], ['get', `${OPERATIONS}/nothing`], ['post', `${OPERATIONS}/nothing/fail`],
      ['get', SUBSCRIPTIONS], ['post', SUBSCRIPTIONS, subscription], ['get', `${SUBSCRIPTIONS}/nothing`],
    ];
    const silent: [method: 'post' | 'delete', path: string, body?: object][] = [
      ['delete', `${INSTANCES}/${idle}`], ['delete', `${SUBSCRIPTIONS}/nothing`], ['post', `${OPERATIONS}/nothing/cancel`, { CancelMode: 'FORCED' }], ['post', `${OPERATIONS}/nothing/retry`],
      ...TASKS.map((task): ['post', string, object] => ['post', `${INSTANCES}/${idle}/${task}`, VALID[task]!]),
    ];
    for (const [method, path, body] of [...answered, ...silent]) await api[method](`${path}?colour=red`).send(body).expect(400);
    for (const [method, path, body] of answered) await api[method](path).set('Accept', 'text/csv').send(body).expect(406);
    await api.put(INSTANCES).send({}).expect(405);
    await api.put(`${SUBSCRIPTIONS}/nothing`).send({}).expect(405);
  });
});

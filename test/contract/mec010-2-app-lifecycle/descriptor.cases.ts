import { dnsRulesOf, registerApplication, registrationOf, trafficRulesOf } from '../../support/app-support.js';
import { category, transportInfo } from '../../support/factories.js';
import { capacityFile } from '../../support/granting/granting.js';
import { begin, FORCEFUL, inState, INSTANCES, newInstance, perform, runningInstance, settled, stateOf } from '../../support/lifecycle/lifecycle.js';
import { appInstance } from '../../support/mm5.js';
import { descriptor } from '../../support/packages/package-file.js';
import { startPlatform } from '../../support/platform.js';
import { registerService, serviceOf } from '../../support/service-management.js';
import { specAgent } from '../../support/spec-agent.js';
import { usePlatform } from '../../support/use-platform.js';

const REST = { name: 'REST', type: 'REST_HTTP', protocol: 'HTTP', version: '1.1', security: {} };
const MQTT = { name: 'MQTT', type: 'MB_TOPIC_BASED', protocol: 'MQTT', version: '5', security: {} };
const needs = (transport: object, labels: string[], serializers = ['JSON']) => ({ transport, serializers, labels });
const rule = (trafficRuleId: string, dstPort: string) => ({ trafficRuleId, filterType: 'FLOW', priority: 10, action: 'DROP', trafficFilter: [{ dstPort: [dstPort] }] });
const name = (dnsRuleId: string, ipAddress: string) => ({ dnsRuleId, domainName: `${dnsRuleId}.edge.example`, ipAddressType: 'IP_V4', ipAddress });

describe('what a descriptor requires', () => {
  const { api, application } = usePlatform();

  /** How an instantiation of such an application ends, and why; the application instance stays for another try. */
  const tryTo = async (id: string) => {
    const { operationState, error } = await settled(api, await begin(api, id, 'instantiate'));
    return [operationState, error?.detail];
  };
  const failed = (lacking: string) => ['FAILED', `The platform lacks something that the application requires: ${lacking}.`];
  const COMPLETED = ['COMPLETED', undefined];

  it('may come, rest, change and go: what counts is what is there at the instantiation', async () => {
    const serName = 'traffic-counts';
    const id = await newInstance(api, { appServiceRequired: [{ serName, version: '2.0' }] });
    const lacking = failed(`no ${serName} of version 2.0 is ACTIVE`);
    expect(await tryTo(id)).toEqual(lacking);
    const old = await registerService(api, application, { serName, version: '1.0' });
    expect(await tryTo(id)).toEqual(lacking);
    const { serInstanceId, ...service } = await registerService(api, application, { serName, version: '2.0', state: 'INACTIVE' });
    expect(await tryTo(id)).toEqual(lacking);
    await api.put(serviceOf(application, serInstanceId)).send({ ...service, state: 'ACTIVE' }).expect(200);
    expect(await tryTo(id)).toEqual(COMPLETED);
    await perform(api, id, 'operate', { changeStateTo: 'STOPPED' });
    await api.delete(serviceOf(application, serInstanceId)).expect(204);
    await perform(api, id, 'operate', { changeStateTo: 'STARTED' });
    await perform(api, id, 'terminate', FORCEFUL);
    expect(await tryTo(id)).toEqual(lacking);
    await api.delete(serviceOf(application, old.serInstanceId)).expect(204);
  });

  it('may be of a category, and over a transport', async () => {
    const [right, wrong] = [category('right'), category('wrong')];
    const here = await registerService(api, application, { serName: 'of-category', version: '1', serCategory: right, transportInfo: transportInfo({ type: 'REST_HTTP', protocol: 'HTTP', version: '1.1' }) });
    const dependency = (changes: object) => newInstance(api, { appServiceRequired: [{ serName: 'of-category', version: '1', ...changes }] });
    expect(await tryTo(await dependency({ serCategory: right }))).toEqual(COMPLETED);
    expect(await tryTo(await dependency({ serCategory: wrong }))).toEqual(failed('no of-category of version 1 is ACTIVE'));
    expect(await tryTo(await dependency({ serTransportDependencies: [needs(MQTT, ['a']), needs(REST, ['b'])] }))).toEqual(COMPLETED);
    const notOffered = failed('of-category is not offered by a transport that the application can use');
    expect(await tryTo(await dependency({ serTransportDependencies: [needs(MQTT, ['a']), needs(REST, ['a'])] }))).toEqual(notOffered);
    expect(await tryTo(await dependency({ serTransportDependencies: [needs(REST, ['a'], ['XML'])] }))).toEqual(notOffered);
    await api.delete(serviceOf(application, here.serInstanceId)).expect(204);
  });

  it.each([
    [{ appFeatureRequired: [{ featureName: 'RadioNetworkInformation', version: '9.9.9' }] }, /^the feature RadioNetworkInformation is there in version [\d.]+, not 9\.9\.9$/],
    [{ appFeatureRequired: [{ featureName: 'UserApps', version: '1' }], appServiceRequired: [{ serName: 'nothing', version: '1' }] }, /^no nothing of version 1 is ACTIVE; there is no feature UserApps$/],
    [{ transportDependencies: [needs(REST, ['a']), needs(MQTT, ['a'])] }, /^none of the groups of transports that the application needs is there$/],
  ])('is told if it is lacking: %j', async (changes, reason) => {
    const [state, detail] = await tryTo(await newInstance(api, changes));
    expect(state).toBe('FAILED');
    expect(String(detail).replace(/^.*?requires: (.*)\.$/, '$1')).toMatch(reason);
  });

  it('is one group of transports, not every one; and nothing of what is optional', async () => {
    await runningInstance(api, {
      transportDependencies: [needs(MQTT, ['a']), needs(REST, ['a', 'b'])],
      appServiceOptional: [{ serName: 'nothing', version: '1' }],
      appFeatureOptional: [{ featureName: 'UserApps', version: '1' }],
    });
  });

  it('is looked at again when the platform is configured for it: nothing is changed if something is lacking, or refused', async () => {
    const id = await runningInstance(api, { appTrafficRule: [rule('a', '80'), rule('b', '81')], appDNSRule: [name('c', '192.0.2.1')] });
    const rules = async () => [(await api.get(trafficRulesOf(id)).expect(200)).body as object[], (await api.get(dnsRulesOf(id)).expect(200)).body as object[]];
    const before = await rules();
    const refusals: [object, number, string][] = [
      [{ appServiceRequired: [{ serName: 'nothing', version: '1' }] }, 422, 'no nothing of version 1 is ACTIVE'],
      [{ appTrafficRule: [{ ...rule('a', '82'), trafficFilter: [{ uri: ['http://example.com'] }] }] }, 422, 'goes by uri'],
    ];
    const byId = (list: object[]) => [...list].sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));
    for (const [body, status, reason] of refusals) {
      const operation = await settled(api, await begin(api, id, 'configure_platform_for_app', body));
      expect(operation).toMatchObject({ operationState: 'FAILED', error: { status, detail: expect.stringContaining(reason) as string } });
      expect((await rules()).map(byId)).toEqual(before.map(byId));
    }
    const impossible = { appTrafficRule: [rule('a', '83'), rule('d', 'no port')], appDNSRule: [] };
    const { body: problem } = await api.post(`${INSTANCES}/${id}/configure_platform_for_app`).send(impossible).expect(400);
    expect(problem).toMatchObject({ detail: expect.stringContaining('/appTrafficRule/1/trafficFilter/0/dstPort/0') as string });
    expect((await rules()).map(byId)).toEqual(before.map(byId));
    await perform(api, id, 'configure_platform_for_app', { appTrafficRule: [rule('b', '81'), rule('d', '84')] });
    expect((await rules())[0]).toMatchObject([{ trafficRuleId: 'b', state: 'ACTIVE' }, { trafficRuleId: 'd', state: 'ACTIVE' }]);
    expect((await rules())[1]).toEqual([]);
  });

  it('is not had by an application instance whose id somebody else has registered', async () => {
    const id = await newInstance(api);
    const { appName } = await registerApplication(api, { appInstanceId: id });
    expect(await tryTo(id)).toEqual(['FAILED', `There is an application instance ${id} already.`]);
    expect(await appInstance(api, id)).toMatchObject({ appName, origin: 'REGISTRATION' });
    await api.delete(registrationOf(id)).expect(204);
    await perform(api, id, 'instantiate');
  });
});

describe('the latency that an application tolerates', () => {
  it('is not below that of the host', async () => {
    const api = specAgent(await startPlatform({ environment: { MEC_HOST_CAPACITY_FILE: capacityFile({ maxLatency: 5_000_000 }) } }));
    const id = await newInstance(api, { appLatency: { maxLatency: 4_999_999 } });
    const operation = await settled(api, await begin(api, id, 'instantiate'));
    expect(operation).toMatchObject({ operationState: 'FAILED', error: { status: 422, detail: expect.stringContaining('the latency of the host is up to 5000000 ns, 4999999 ns are tolerated') as string } });
    const running = await runningInstance(api, { appLatency: { maxLatency: 5_000_000 } });
    const path = await begin(api, running, 'configure_platform_for_app', { appLatency: { maxLatency: 1 } });
    await inState(api, path, 'FAILED');
    await perform(api, running, 'configure_platform_for_app', { appLatency: { maxLatency: 6_000_000 } });
    await runningInstance(api);
  });

  it('does not matter where the host promises none', async () => {
    const api = specAgent(await startPlatform());
    await runningInstance(api, { appLatency: { maxLatency: 1 } });
  });
});

describe('descriptors in the request to instantiate', () => {
  it('are what is granted and what runs', async () => {
    const api = specAgent(await startPlatform({ environment: { MEC_HOST_CAPACITY_FILE: capacityFile({ memoryMB: 128, storageGB: 10 }) } }));
    const container = descriptor().osContainerDescriptor[0]!;
    const id = await newInstance(api, { osContainerDescriptor: [{ ...container, requestedMemoryResources: 64 }] });
    const wanting = (requestedMemoryResources: number) => ({ osContainerDescriptor: [{ ...container, osContainerDescId: 'other', requestedMemoryResources }] });
    const rejected = await settled(api, await begin(api, id, 'instantiate', wanting(129)));
    expect(rejected).toMatchObject({ operationState: 'FAILED', error: { status: 403, detail: 'The grant is rejected: the host has 128 MB of memory left, 129 are needed.' } });
    const storage = { virtualStorageDescriptor: [{ id: 'disk', typeOfStorage: 'OBJECT', objectStorageData: { maxSizeOfStorage: 11 } }] };
    expect(await settled(api, await begin(api, id, 'instantiate', storage))).toMatchObject({ operationState: 'FAILED', error: { status: 403 } });
    await perform(api, id, 'instantiate', wanting(128));
    const other = await newInstance(api, { osContainerDescriptor: [{ ...container, requestedMemoryResources: 1 }] });
    expect(await settled(api, await begin(api, other, 'instantiate'))).toMatchObject({ operationState: 'FAILED', error: { status: 403 } });
    await perform(api, id, 'terminate', FORCEFUL);
    await perform(api, other, 'instantiate');
    expect(await stateOf(api, other)).toBe('STARTED');
    await api.delete(`${INSTANCES}/${id}`).expect(204);
  });
});

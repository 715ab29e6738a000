import { begin, GRACEFUL, inState, INSTANCES, newInstance, perform, readInstance, readOperation, ROOT, runningInstance, settled, stateOf } from '../../support/lifecycle/lifecycle.js';
import { confirmReady, confirmReadyOf, confirmTerminationOf, dnsRulesOf, READY, registrationOf, REGISTRATIONS, subscribeToTermination, trafficRulesOf } from '../../support/app-support.js';
import { managedAppInfo } from '../../support/app-support-factories.js';
import { eventually } from '../../support/eventually.js';
import { serviceRegistration } from '../../support/factories.js';
import { pathOf, servicesOf } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

const RULES = {
  appTrafficRule: [
    {
      trafficRuleId: 'to-edge', filterType: 'FLOW', priority: 10, action: 'FORWARD_DECAPSULATED',
      trafficFilter: [{ srcAddress: ['10.45.0.0/16'], dstPort: ['8085'], protocol: ['tcp'], dstAddress: [] }],
      dstInterface: [{ interfaceType: 'IP', dstIPAddress: '192.0.2.10' }],
    },
  ],
  appDNSRule: [{ dnsRuleId: 'name', domainName: 'camera.edge.example', ipAddressType: 'IP_V4', ipAddress: '192.0.2.10', ttl: 60 }],
};

describe('the life of an application instance', () => {
  const { api } = usePlatform();
  const managed = async (id: string) => (await api.get(`/mm5/v1/app_instances/${id}`).expect(200)).body as object;
  const rules = async (path: string) => (await api.get(path).expect(200)).body as object[];

  it('is instantiated, stopped, started and terminated', async () => {
    const id = await newInstance(api, RULES);
    const operation = await perform(api, id, 'instantiate');
    expect(operation).toEqual({
      id: expect.any(String),
      operationState: 'COMPLETED',
      stateEnteredTime: expect.any(Object),
      startTime: expect.any(Object),
      lcmOperation: 'INSTANTIATE',
      operationParams: {},
      isCancelPending: false,
      _links: { self: { href: expect.stringContaining('/app_lcm_op_occs/') }, appInstance: { href: `${ROOT}${INSTANCES}/${id}` } },
    });
    expect(await readInstance(api, id)).toMatchObject({ instantiationState: 'INSTANTIATED', instantiatedAppState: { operationalState: 'STARTED' } });
    expect(await managed(id)).toMatchObject({ origin: 'LIFECYCLE', state: 'INSTANTIATED', appName: 'camera' });
    expect(await rules(trafficRulesOf(id))).toMatchObject([
      { trafficRuleId: 'to-edge', trafficFilter: [{ srcAddress: ['10.45.0.0/16'], dstPort: ['8085'], protocol: ['tcp'] }], dstInterface: { interfaceType: 'IP', dstIpAddress: '192.0.2.10' } },
    ]);
    expect(await rules(dnsRulesOf(id))).toMatchObject([{ dnsRuleId: 'name', ttl: 60 }]);

    await perform(api, id, 'operate', { changeStateTo: 'STOPPED' });
    expect([await stateOf(api, id), await managed(id)]).toEqual(['STOPPED', expect.objectContaining({ state: 'STOPPED' })]);
    await perform(api, id, 'operate', { changeStateTo: 'STARTED' });
    expect([await stateOf(api, id), await managed(id)]).toEqual(['STARTED', expect.objectContaining({ state: 'INSTANTIATED' })]);
    await perform(api, id, 'terminate', { terminationType: 'FORCEFUL' });
    expect(await stateOf(api, id)).toBe('NOT_INSTANTIATED');
    await api.get(`/mm5/v1/app_instances/${id}`).expect(404);
    await perform(api, id, 'instantiate');
    expect(await rules(dnsRulesOf(id))).toHaveLength(1);
  });

  it.each([
    ['terminate', { terminationType: 'GRACEFUL', gracefulTerminationTimeout: 5 }, 'TERMINATING', 'NOT_INSTANTIATED'],
    ['operate', { changeStateTo: 'STOPPED', stopType: 'GRACEFUL', gracefulStopTimeout: 5 }, 'STOPPING', 'STOPPED'],
  ] as const)('%s gracefully: the application is told, and has at least the time that its descriptor needs', async (task, body, operationAction, after) => {
    const id = await runningInstance(api, { terminateAppInstanceOpConfig: { minGracefulTerminationTimeout: 3600 }, changeAppInstanceStateOpConfig: { minGracefulStopTimeout: 3600 } });
    await confirmReady(api, id);
    const path = await begin(api, id, task, body);
    await eventually(async () => expect(await managed(id)).toMatchObject({ state: operationAction, termination: { operationAction, maxGracefulTimeout: 3600 } }));
    expect([(await readOperation(api, path)).operationState, await stateOf(api, id)]).toEqual(['PROCESSING', 'STARTED']);
    await api.post(confirmTerminationOf(id)).send({ operationAction }).expect(204);
    expect(await settled(api, path)).toMatchObject({ operationState: 'COMPLETED' });
    expect(await stateOf(api, id)).toBe(after);
  });

  it('terminated gracefully without a time has all the time that it needs, if it is told', async () => {
    const id = await runningInstance(api);
    await subscribeToTermination(api, id, 'http://127.0.0.1:9/end');
    const path = await begin(api, id, 'terminate', { terminationType: 'GRACEFUL' });
    await eventually(async () => expect(await managed(id)).toMatchObject({ termination: { maxGracefulTimeout: 4_294_967_295 } }));
    await api.post(confirmTerminationOf(id)).send({ operationAction: 'TERMINATING' }).expect(204);
    await inState(api, path, 'COMPLETED');
  });

  it.each([
    ['ends at once', {}, undefined],
    ['has the time that its descriptor needs at least', { terminateAppInstanceOpConfig: { minGracefulTerminationTimeout: 1 } }, 1],
  ])('terminated gracefully without a time %s, if it is not told', async (_what, changes, least) => {
    const id = await runningInstance(api, changes);
    const path = await begin(api, id, 'terminate', { terminationType: 'GRACEFUL' });
    if (least !== undefined) await eventually(async () => expect(await managed(id)).toMatchObject({ termination: { maxGracefulTimeout: least } }));
    await inState(api, path, 'COMPLETED');
  });

  it('takes one operation at a time', async () => {
    const id = await runningInstance(api);
    const path = await begin(api, id, 'terminate', GRACEFUL);
    for (const [task, body] of [['terminate', { terminationType: 'FORCEFUL' }], ['operate', { changeStateTo: 'STOPPED' }], ['operate', { changeStateTo: 'STARTED' }], ['configure_platform_for_app', {}]] as const) {
      const { body: problem } = await api.post(`${INSTANCES}/${id}/${task}`).send(body).expect(409);
      expect((problem as { detail: string }).detail).toMatch(/one at a time/);
    }
    await eventually(() => api.post(confirmTerminationOf(id)).send({ operationAction: 'TERMINATING' }).expect(204));
    await inState(api, path, 'COMPLETED');
    await api.delete(`${INSTANCES}/${id}`).expect(204);
    await api.get(path).expect(404);
  });

  it('is not ready before it is started again', async () => {
    const id = await runningInstance(api);
    await perform(api, id, 'operate', { changeStateTo: 'STOPPED' });
    await api.post(confirmReadyOf(id)).send(READY).expect(409);
    await perform(api, id, 'operate', { changeStateTo: 'STARTED' });
    await confirmReady(api, id);
    expect(await managed(id)).toMatchObject({ state: 'READY' });
  });

  it('has the platform configured for it: rules that are not asked for go', async () => {
    const id = await runningInstance(api, RULES);
    const appDNSRule = [{ ...RULES.appDNSRule[0]!, ttl: 90 }, { ...RULES.appDNSRule[0]!, dnsRuleId: 'other' }];
    expect((await perform(api, id, 'configure_platform_for_app', { appDNSRule })).lcmOperation).toBe('CONFIGURE_PLATFORM_FOR_APP');
    expect(await rules(trafficRulesOf(id))).toEqual([]);
    expect(await rules(dnsRulesOf(id))).toMatchObject([{ dnsRuleId: 'name', ttl: 90 }, { dnsRuleId: 'other', ttl: 60 }]);
    expect(await stateOf(api, id)).toBe('STARTED');
  });

  it('is registered by its application, and what that has goes with it', async () => {
    const id = await runningInstance(api);
    await api.post(REGISTRATIONS).send(managedAppInfo(id, 'other')).expect(400);
    await api.post(REGISTRATIONS).send(managedAppInfo(id, 'camera')).expect(201);
    const { headers } = await api.post(servicesOf(id)).send(serviceRegistration()).expect(201);
    await perform(api, id, 'terminate', { terminationType: 'FORCEFUL' });
    await api.get(registrationOf(id)).expect(404);
    await api.get(`/mec_service_mgmt/v1/services/${pathOf(String(headers['location'])).split('/').at(-1)}`).expect(404);
  });

  it.each([
    [{ appServiceRequired: [{ serName: 'traffic', version: '1.0' }] }, 'no traffic of version 1.0 is ACTIVE'],
    [{ appFeatureRequired: [{ featureName: 'UserApps', version: '2.2.1' }] }, 'there is no feature UserApps'],
    [{ transportDependencies: [{ transport: { name: 'MQTT', type: 'MB_TOPIC_BASED', protocol: 'MQTT', version: '5', security: {} }, serializers: ['JSON'], labels: ['a'] }] }, 'none of the groups of transports'],
  ])('fails where the platform lacks %j', async (changes, reason) => {
    const id = await newInstance(api, changes);
    const operation = await settled(api, await begin(api, id, 'instantiate'));
    expect(operation).toMatchObject({ operationState: 'FAILED', error: { status: 422, detail: expect.stringContaining(reason) as string } });
    expect(await stateOf(api, id)).toBe('NOT_INSTANTIATED');
    await api.get(`/mm5/v1/app_instances/${id}`).expect(404);
    await api.delete(`${INSTANCES}/${id}`).expect(204);
  });

  it('does not mind what it merely likes to have, and finds what is there', async () => {
    await runningInstance(api, {
      appServiceOptional: [{ serName: 'traffic', version: '1.0' }],
      appFeatureOptional: [{ featureName: 'UserApps', version: '2.2.1' }],
      appServiceRequired: [{ serName: 'rni', version: '2.2.1' }],
      appFeatureRequired: [{ featureName: 'RadioNetworkInformation', version: '2.2.1' }],
    });
  });

  it('fails with a rule that the platform cannot carry out, and nothing of it stays', async () => {
    const appTrafficRule = [{ ...RULES.appTrafficRule[0]!, trafficFilter: [{ uri: ['http://example.com/'] }] }];
    const id = await newInstance(api, { appTrafficRule });
    const operation = await settled(api, await begin(api, id, 'instantiate'));
    expect(operation).toMatchObject({ operationState: 'FAILED', error: { status: 422, detail: 'The traffic rule to-edge goes by uri, for which a traffic rule of MEC 011 has no attribute.' } });
    await api.get(`/mm5/v1/app_instances/${id}`).expect(404);
  });
});

import { impossible, type Problem, unavailable } from '../../../src/modules/common/problem/index.js';
import { DataPlane, type DataPlaneChange } from '../../../src/modules/data-plane/index.js';
import { confirmReady, dnsRuleOf, trafficRuleOf, trafficRulesOf } from '../../support/app-support.js';
import { freeDnsPort } from '../../dns/support/free-port.js';
import { dnsRule, droppingRule, trafficRule } from '../../support/app-support-factories.js';
import { eventually } from '../../support/eventually.js';
import { createApplication } from '../../support/factories.js';
import { addDnsRule, addTrafficRule, appInstance, managedDnsRuleOf, managedDnsRulesOf, managedTrafficRuleOf, managedTrafficRulesOf, terminate } from '../../support/mm5.js';
import { startPlatform } from '../../support/platform.js';
import { pathOf } from '../../support/service-management.js';
import { specAgent } from '../../support/spec-agent.js';
import { TestClock } from '../../support/test-clock.js';
import { usePlatform } from '../../support/use-platform.js';

/** What a data plane does that has effect: it refuses what it is told to refuse. */
interface Whims {
  check?: Problem;
  change?: Problem;
}

describe('rules that take effect', () => {
  const clock = new TestClock();
  const { platform, api } = usePlatform({ clock });

  const whims: Whims = {};
  const changes: DataPlaneChange[] = [];
  let application: string;

  beforeAll(() => {
    const dataPlane = platform.server.app.get(DataPlane, { strict: false });
    const change = dataPlane.change.bind(dataPlane);
    Object.assign(dataPlane, {
      enforces: true,
      check: () => {
        if (whims.check) throw whims.check;
      },
      change: async (wanted: DataPlaneChange) => {
        if (whims.change) throw whims.change;
        changes.push(wanted);
        await change(wanted);
      },
    });
  });

  beforeEach(async () => {
    delete whims.check;
    delete whims.change;
    application = await createApplication(platform);
    changes.splice(0);
  });

  it('are answered without the header that tells of a record; DNS rules still have it', async () => {
    const traffic = await api.post(managedTrafficRulesOf(application)).send(trafficRule({ state: 'ACTIVE' })).expect(201);
    const path = pathOf(String(traffic.headers['location']));
    const replaced = await api.put(path).send(trafficRule()).expect(200);
    const same = await api.get(path).set('If-None-Match', '*').expect(304);
    for (const { headers } of [traffic, replaced, same, await api.get(path).expect(200), await api.get(trafficRulesOf(application)).expect(200)])
      expect(headers).not.toHaveProperty('openmep-data-plane');
    const dns = await api.get(managedDnsRulesOf(application)).expect(200);
    expect(dns.headers['openmep-data-plane']).toBe('none');
  });

  it('beyond it are refused with 422 and the reason, and nothing is created', async () => {
    whims.check = impossible('The body/action cannot be carried out here.');
    const { body } = await api.post(managedTrafficRulesOf(application)).send(trafficRule({ state: 'ACTIVE' })).expect(422);
    expect(body.detail).toBe('The body/action cannot be carried out here.');
    await api.get(managedTrafficRulesOf(application)).expect(200, []);
    expect(changes).toEqual([]);
  });

  it('beyond it stay as they were when they are to be activated, whoever asks', async () => {
    const id = await addTrafficRule(api, application);
    whims.check = impossible('The body/action cannot be carried out here.');
    for (const path of [managedTrafficRuleOf(application, id), trafficRuleOf(application, id)]) {
      await api.put(path).send(droppingRule({ state: 'ACTIVE' })).expect(422);
      await api.get(path).expect(200, { trafficRuleId: id, ...trafficRule() });
    }
  });

  it('beyond it may be recorded as long as they are INACTIVE', async () => {
    whims.check = impossible('The body/action cannot be carried out here.');
    await addTrafficRule(api, application);
  });

  it('that the host refuses for now are answered 503, and stay as they were', async () => {
    const [active, inactive] = [await addTrafficRule(api, application, { state: 'ACTIVE' }), await addTrafficRule(api, application)];
    whims.change = unavailable('The host refuses the rules; try again.');
    const attempts = [
      api.post(managedTrafficRulesOf(application)).send(trafficRule({ state: 'ACTIVE' })),
      api.put(trafficRuleOf(application, inactive)).send(trafficRule({ state: 'ACTIVE' })),
      api.put(managedTrafficRuleOf(application, active)).send(trafficRule({ state: 'INACTIVE' })),
      api.put(managedTrafficRuleOf(application, active)).send(droppingRule({ state: 'ACTIVE' })),
      api.delete(managedTrafficRuleOf(application, active)),
    ];
    for (const attempt of attempts) expect((await attempt.expect(503)).headers['retry-after']).toMatch(/^\d+$/);
    await api.get(managedTrafficRulesOf(application)).expect(200, [
      { trafficRuleId: active, ...trafficRule({ state: 'ACTIVE' }) },
      { trafficRuleId: inactive, ...trafficRule() },
    ]);
  });

  it('reach it before they are answered, and leave it so', async () => {
    const id = await addTrafficRule(api, application, { state: 'ACTIVE', priority: 1 });
    await api.put(managedTrafficRuleOf(application, id)).send(trafficRule({ state: 'ACTIVE', priority: 2 })).expect(200);
    await api.put(trafficRuleOf(application, id)).send(trafficRule({ state: 'INACTIVE', priority: 2 })).expect(200);
    await api.put(managedTrafficRuleOf(application, id)).send(trafficRule({ state: 'ACTIVE', priority: 3 })).expect(200);
    await api.delete(managedTrafficRuleOf(application, id)).expect(204);
    expect(changes.map(({ put, remove }) => [put.map(({ rule }) => rule.priority), remove.length])).toEqual([[[1], 0], [[2], 0], [[], 1], [[3], 0], [[], 1]]);
  });

  it('do not reach it while they are INACTIVE', async () => {
    const id = await addTrafficRule(api, application);
    await api.put(managedTrafficRuleOf(application, id)).send(trafficRule({ priority: 2 })).expect(200);
    await api.delete(managedTrafficRuleOf(application, id)).expect(204);
    expect(changes).toEqual([]);
  });

  it('leave it with their application before that is answered', async () => {
    await addTrafficRule(api, application, { state: 'ACTIVE' });
    await addTrafficRule(api, application, { state: 'ACTIVE' });
    changes.splice(0);
    await terminate(api, application, 'TERMINATING');
    expect(changes.flatMap(({ remove }) => remove)).toHaveLength(2);
  });

  it('of a stopped application wait until it runs again', async () => {
    await terminate(api, application, 'STOPPING');
    const id = await addTrafficRule(api, application, { state: 'ACTIVE' });
    await api.get(trafficRuleOf(application, id)).expect(200, { trafficRuleId: id, ...trafficRule() });
    expect(changes).toEqual([]);
    await confirmReady(api, application);
    expect(changes.flatMap(({ put }) => put)).toHaveLength(1);
    await api.get(trafficRuleOf(application, id)).expect(200, { trafficRuleId: id, ...trafficRule({ state: 'ACTIVE' }) });
  });

  it('do not keep an application from stopping when the host does not let them go, and go as soon as it does', async () => {
    const id = await addTrafficRule(api, application, { state: 'ACTIVE' });
    whims.change = unavailable('The host refuses the rules; try again.');
    await terminate(api, application, 'STOPPING');
    expect((await appInstance(api, application)).state).toBe('STOPPED');
    await api.get(trafficRuleOf(application, id)).expect(200, { trafficRuleId: id, ...trafficRule({ state: 'ACTIVE' }) });
    delete whims.change;
    await eventually(async () => {
      await clock.advance(1000);
      await api.get(trafficRuleOf(application, id)).expect(200, { trafficRuleId: id, ...trafficRule() });
    });
  });

  describe('DNS rules where the DNS server runs', () => {
    it('are answered without the header that tells of a record; traffic rules still have it', async () => {
      const server = await startPlatform({ environment: { MEC_DNS_PORT: String(await freeDnsPort()) } });
      const api = specAgent(server);
      const application = await createApplication(server);
      const id = await addDnsRule(api, application, { state: 'ACTIVE' });
      const answers = [
        await api.post(managedDnsRulesOf(application)).send(dnsRule()).expect(201),
        await api.get(managedDnsRulesOf(application)).expect(200),
        await api.put(dnsRuleOf(application, id)).send(dnsRule()).expect(200),
        await api.get(managedDnsRuleOf(application, id)).expect(200),
        await api.get(managedDnsRuleOf(application, id)).set('If-None-Match', '*').expect(304),
      ];
      for (const { headers } of answers) expect(headers).not.toHaveProperty('openmep-data-plane');
      const { headers } = await api.get(managedTrafficRulesOf(application)).expect(200);
      expect(headers['openmep-data-plane']).toBe('none');
    });
  });
});

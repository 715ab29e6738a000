import { AppInstances } from '../../../src/modules/app-instance/index.js';
import { UnitOfWork } from '../../../src/modules/common/unit-of-work/index.js';
import { OwnApplications } from '../../../src/modules/handover/domain/applications/own-applications.js';
import { CopyRegistrations } from '../../../src/modules/placement/domain/ports/copy-registrations.js';
import type { Cloud, Deployment } from '../../../src/modules/placement/domain/world/world-items.js';
import { registrationOf, trafficRuleOf } from '../../support/app-support.js';
import { droppingRule } from '../../support/app-support-factories.js';
import { managedTrafficRulesOf } from '../../support/mm5.js';
import { startPlatform, type TestPlatform } from '../../support/platform.js';
import { portOf } from '../../support/ran-feed.js';
import { specAgent } from '../../support/spec-agent.js';

const cloud: Cloud = { cloudId: 'fog-n', kind: 'FOG', runtime: { driver: 'none' }, removing: false };
const copy: Deployment = {
  deploymentId: 'copy-1', applicationId: 'shop', cloudId: 'fog-n', artefact: 'sha256:a', needs: { cpuMillis: 0, memoryMB: 0, storageMB: 0, deployments: 1 },
  state: 'READY', since: 0, position: 1, address: '192.0.2.1', ports: [{ port: 80, protocol: 'TCP', hostPort: 1216 }],
};

/** The platform that places copies, and the one at whose base stations the cloud stands. */
const SITUATIONS = {
  'at this platform': async () => {
    const here = await startPlatform();
    return { here, at: here, cloud };
  },
  'at another platform': async () => {
    const [here, at] = [await startPlatform(), await startPlatform()];
    return { here, at, cloud: { ...cloud, platform: { apiRoot: `http://127.0.0.1:${portOf(at)}` } } };
  },
};

describe.each(Object.entries(SITUATIONS))('a copy of a cloud %s', (_where, situation) => {
  let here: TestPlatform;
  let at: TestPlatform;
  let its: Cloud;
  const registrations = () => here.server.app.get(CopyRegistrations);
  const described = () => at.server.app.get(OwnApplications, { strict: false }).describe('copy-1');

  beforeEach(async () => {
    ({ here, at, cloud: its } = await situation());
  });

  it('is an application with the address of the copy, as handovers find it, and one after many times', async () => {
    for (const _time of [1, 2]) await registrations().register(its, copy, 'webshop');
    expect(await described()).toEqual({ appName: 'webshop', addresses: ['192.0.2.1'] });
    expect(await at.server.app.get(OwnApplications, { strict: false }).find({ appName: 'webshop' })).toEqual({ appInstanceId: 'copy-1', addresses: ['192.0.2.1'] });
    expect(at.server.app.get(AppInstances, { strict: false }).all()).toMatchObject([{ appInstanceId: 'copy-1', origin: 'REGISTRATION' }]);
    if (here !== at) expect(here.server.app.get(AppInstances, { strict: false }).all()).toEqual([]);
  });

  it('is known by what it is called and where it is now', async () => {
    await registrations().register(its, copy, 'webshop');
    await registrations().register(its, { ...copy, address: '192.0.2.2' }, 'shop');
    expect(await described()).toEqual({ appName: 'shop', addresses: ['192.0.2.2'] });
    const { address: _address, ports: _ports, ...unreachable } = copy;
    await registrations().register(its, unreachable, 'shop');
    expect(await described()).toEqual({ appName: 'shop' });
  });

  it('keeps its rules when it is registered anew, and takes them with it when it goes, once and for all', async () => {
    const api = specAgent(at);
    await registrations().register(its, copy, 'webshop');
    await api.post(managedTrafficRulesOf('copy-1')).send({ ...droppingRule(), trafficRuleId: 'rule' }).expect(201);
    await registrations().register(its, { ...copy, address: '192.0.2.2' }, 'webshop');
    await api.get(trafficRuleOf('copy-1', 'rule')).expect(200);
    for (const _time of [1, 2]) await registrations().deregister(its, copy);
    await api.get(registrationOf('copy-1')).expect(404);
    await api.get(trafficRuleOf('copy-1', 'rule')).expect(404);
    expect(at.server.app.get(AppInstances, { strict: false }).all()).toEqual([]);
  });

  it('is refused if the id is that of somebody whom the operator has started', async () => {
    const seeded = { ...copy, deploymentId: 'seeded' };
    const instances = at.server.app.get(AppInstances, { strict: false });
    await at.server.app.get(UnitOfWork).run((transaction) => instances.create(transaction, { appInstanceId: 'seeded', appName: 'webshop', origin: 'SEED' }));
    await expect(registrations().register(its, seeded, 'webshop')).rejects.toMatchObject({ status: 409 });
    await registrations().deregister(its, seeded);
    expect(instances.get('seeded')).toBeDefined();
  });
});

import type { AddressInfo } from 'node:net';
import type { components } from '../../../src/generated/mec011-service-management.js';
import { withoutWrites } from '../../support/database-outage.js';
import { eventually } from '../../support/eventually.js';
import { inTime } from '../../support/in-time.js';
import { type ManagedApplications, REGISTRATIONS, useApplicationsAnew } from '../../support/managed-applications.js';
import { addressOf, askApp, MecApp } from '../../support/mec-app.js';
import { buildHarbour, DATA, PIER, QUAY } from '../../support/rni/harbour.js';
import { Radio } from '../../support/rni/radio.js';
import { pathOf } from '../../support/service-management.js';

type Service = components['schemas']['ServiceInfo'];
type Liveness = components['schemas']['ServiceLivenessInfo'];

const CAR = '10.45.0.11';

/** An application of the platform in this process, with a heartbeat every second. */
function startApp({ platform }: ManagedApplications, environment: Record<string, string> = {}): MecApp {
  const { port } = platform.http.address() as AddressInfo;
  return new MecApp({ MEC_PLATFORM: `http://127.0.0.1:${port}`, APP_LIVENESS_S: '1', ...environment });
}

describe('the example application on a platform', () => {
  const world = useApplicationsAnew({ MEC_RELATIVE_LINKS: 'true' });
  const services = async () => (await world.api.get('/mec_service_mgmt/v1/services?ser_name=hazard-warning').expect(200)).body as Service[];

  /** The heartbeat of this moment: what the application has said may be of the one before. */
  const heard = () =>
    eventually(async () => {
      const [service] = await services();
      const { timeStamp } = (await world.api.get(pathOf(service!._links.liveness!.href)).expect(200)).body as Liveness;
      expect(timeStamp.seconds * 1000 + timeStamp.nanoSeconds / 1e6).toBe(world.clock.now());
    });

  it('registers under the id that it brings, is discovered, and tells what is wrong with a request', async () => {
    const app = startApp(world, { MEC_APP_INSTANCE_ID: 'app-of-the-example' });
    expect(await app.said(/^registered as (.*)/)).toEqual(['app-of-the-example']);
    const address = await addressOf(app);
    expect((await world.api.get(`${REGISTRATIONS}/app-of-the-example`).expect(200)).body).toMatchObject({ appName: 'hazard-warning', endpoint: { uris: [address] } });
    expect(await services()).toMatchObject([{ state: 'ACTIVE', livenessInterval: 1, transportInfo: { endpoint: { uris: [address] } } }]);
    expect((await world.instance('app-of-the-example')).state).toBe('READY');

    expect((await askApp(app, '/warnings/192.0.2.1')).status).toBe(404);
    expect((await askApp(app, '/hazards', { method: 'POST', body: '{' })).status).toBe(400);
    expect((await askApp(app, '/hazards', { method: 'POST', body: '{}' })).status).toBe(400);
    expect((await askApp(app, '/notifications', { method: 'POST', body: '{"notificationType":"Other"}' })).status).toBe(400);
    expect((await askApp(app, '//')).status).toBe(404);
  });

  it('goes on when the platform could not write for a while', async () => {
    const app = startApp(world);
    await app.said(/^heartbeat$/);
    await withoutWrites(world.platform.databaseUrl, () => app.said(/^the platform does not hear the heartbeat/), 'service');
    await app.saysAgain('heartbeat');
  });

  it('stays ACTIVE by its heartbeat, and comes back when the platform has missed it', async () => {
    const app = startApp(world);
    await app.said(/^heartbeat$/);
    for (let beat = 0; beat < 2; beat++) {
      await world.clock.advance(1400);
      expect(await services()).toMatchObject([{ state: 'ACTIVE' }]);
      await heard();
    }
    app.signal('SIGSTOP');
    await inTime(world.clock, async () => expect(await services()).toMatchObject([{ state: 'SUSPENDED' }]));
    app.signal('SIGCONT');
    await app.said(/^notified: SerAvailabilityNotification hazard-warning STATE_CHANGED, SUSPENDED/);
    await app.said(/^notified: SerAvailabilityNotification hazard-warning STATE_CHANGED, ACTIVE/);
    const [service] = await services();
    expect(await askApp(app, '/peers')).toEqual({ status: 200, body: [service!.serInstanceId] });
  });

  it('warns users of the hazards in the cell to which they have moved', async () => {
    const radio = new Radio(world.api);
    await buildHarbour(radio);
    await radio.tell({ kind: 'BEARER', ue: 'car', change: 'ESTABLISHED', bearer: DATA }, { kind: 'BEARER', ue: 'van', change: 'ESTABLISHED', bearer: DATA });
    const app = startApp(world);
    expect(await askApp(app, '/hazards', { method: 'POST', body: JSON.stringify({ user: '10.45.0.12', hazard: 'oil on the road' }) })).toEqual({ status: 201, body: { cell: PIER.cellId } });
    expect(await askApp(app, `/warnings/${CAR}`)).toEqual({ status: 200, body: { cell: QUAY.cellId, hazards: [] } });

    await radio.tell({ kind: 'HANDOVER', ue: 'car', sourceCell: 'quay', targetCells: ['pier'], hoStatus: 3 });

    await app.said(new RegExp(`^notified: CellChangeNotification ${CAR} from cell ${QUAY.cellId} to ${PIER.cellId}$`));
    expect(await askApp(app, `/warnings/${CAR}`)).toEqual({ status: 200, body: { cell: PIER.cellId, hazards: ['oil on the road'] } });
  });

  it('reacts once to a notification that is repeated', async () => {
    const app = startApp(world);
    const change = { notificationType: 'CellChangeNotification', associateId: [{ type: 1, value: CAR }], srcEcgi: QUAY, trgEcgi: [PIER], hoStatus: 3, _links: { subscription: { href: '/' } } };
    const tell = async (id: string) => (await fetch(`${await addressOf(app)}/notifications`, { method: 'POST', headers: { 'OpenMEP-Notification-Id': id }, body: JSON.stringify(change) })).status;
    expect([await tell('1'), await tell('1'), await tell('2')]).toEqual([204, 204, 204]);
    app.signal('SIGTERM');
    await app.ended;
    expect(app.lines.filter((line) => line.startsWith('notified: CellChangeNotification'))).toHaveLength(2);
  });

  it('leaves no trace after SIGTERM', async () => {
    const app = startApp(world);
    await app.said(/^notified: SerAvailabilityNotification hazard-warning ADDED/);
    expect(await world.leftOver()).toEqual({ app_instance: 1, registration: 1, service: 1, subscription: 3 });
    app.signal('SIGTERM');
    expect(await app.ended).toBe(0);
    expect(app.lines.slice(-1)).toEqual(['gone']);
    expect(await world.leftOver()).toEqual({});
  });

  it('finishes, confirms the termination in time, and leaves no trace', async () => {
    const app = startApp(world, { MEC_APP_INSTANCE_ID: 'to-be-ended' });
    await addressOf(app);
    await world.terminate('to-be-ended', 'TERMINATING', 60).expect(202);
    expect(await app.ended).toBe(0);
    expect(app.lines).toContain('notified: AppTerminationNotification TERMINATING within 60 s');
    expect(app.lines.slice(-1)).toEqual(['gone']);
    // The platform's clock stands still: it has not ended the application by itself.
    await eventually(async () => expect(await world.leftOver()).toEqual({}));
  });

  it('says that its id is taken, and fails', async () => {
    await world.register({ appInstanceId: 'taken' });
    const app = startApp(world, { MEC_APP_INSTANCE_ID: 'taken' });
    expect(await app.ended).toBe(1);
    await app.said(/^failed: .*409 .*taken/);
    expect(await world.leftOver()).toEqual({ app_instance: 1, registration: 1 });
  });
});

import request from 'supertest';
import { useSource } from '../../support/handover/source-world.js';
import { RNI_SUBSCRIPTIONS } from '../../support/rni/rni.js';
import { pathOf } from '../../support/service-management.js';

interface Link {
  href: string;
  subscriptionType: string;
}

interface Listed {
  callbackReference: string;
  filterCriteriaAssocHo?: { hoStatus: number[] };
  filterCriteriaEndMarker?: object;
}

describe('detection', () => {
  const world = useSource();

  async function subscriptions(): Promise<(Listed & Link)[]> {
    const { body } = await world.api.get(RNI_SUBSCRIPTIONS).expect(200);
    const links = (body as { _links: { subscription: Link[] } })._links.subscription;
    return Promise.all(links.map(async (link) => ({ ...((await world.api.get(pathOf(link.href)).expect(200)).body as Listed), ...link })));
  }

  const named = (listed: readonly (Listed & Link)[]) =>
    listed.map(({ subscriptionType, filterCriteriaAssocHo }) => [subscriptionType, ...(filterCriteriaAssocHo?.hoStatus ?? [])].join(' ')).sort();

  const ALL = [
    ...['CellChangeSubscription 1 2 4 5', 'CellChangeSubscription 3', 'EndMarkerSubscription', 'MeasRepUeSubscription'],
    ...['NrCellChangeSubscription 1 2 4 5', 'NrCellChangeSubscription 3', 'NrMeasRepUeSubscription'],
  ];

  it('is a subscriber of the own RNIS, the same after a restart', async () => {
    const before = await subscriptions();
    expect(named(before)).toEqual(ALL);
    await world.restartAtSource();
    const after = await subscriptions();
    expect(after.map(({ href }) => href).sort()).toEqual(before.map(({ href }) => href).sort());
    expect(after.every(({ callbackReference }) => callbackReference.startsWith(world.origin))).toBe(true);
  });

  it('subscribes again if its subscriptions are gone', async () => {
    for (const { href } of await subscriptions()) await world.api.delete(pathOf(href)).expect(204);
    await world.restartAtSource();
    expect(named(await subscriptions())).toEqual(ALL);
  });

  it('is renewed before a new setting is answered', async () => {
    await world.api.put('/handover/v1/detection').send({ endMarker: { prbUsage: 7 } }).expect(200);
    expect((await subscriptions()).flatMap(({ filterCriteriaEndMarker }) => filterCriteriaEndMarker ?? [])).toEqual([expect.objectContaining({ prbUsage: 7, rsrpOffset: 3 })]);
    await world.api.put('/handover/v1/detection').send({ endMarker: { enabled: false } }).expect(200);
    expect(named(await subscriptions())).toEqual(ALL.filter((name) => name !== 'EndMarkerSubscription'));
    await world.api.put('/handover/v1/detection').send({}).expect(200);
    expect(named(await subscriptions())).toEqual(ALL);
  });

  it('begins a handover of a UE that uses little and hears another cell better', async () => {
    const measurements = [{ cell: 'pier', rsrp: -80 }, { cell: 'quay', rsrp: -100 }];
    for (let second = 0; second < 3; second++) {
      await world.radio.tell({ kind: 'UE_STATE', state: { ue: 'car', prbUsage: { dl: 0.1, ul: 0 }, measurements } });
      await world.radio.passTime(1000);
    }
    const [handover] = await world.become('TRANSFERRED');
    expect(handover).toMatchObject({ trigger: 'END_MARKER', peerPlatformId: 'mep-b' });
  });

  it('believes the RNIS only', async () => {
    const [{ callbackReference } = { callbackReference: '' }] = await subscriptions();
    const { pathname } = new URL(callbackReference);
    const post = (path: string, body: object) => request(world.platform.http).post(path).send(body);
    await post(`${pathname}x`, {}).expect(404);
    await post(pathname.replace(/[^/]+$/, 'A'.repeat(43)), {}).expect(404);
    await post(pathname, { notificationType: 'CellChangeNotification' }).expect(400);
    const link = { subscription: { href: 'http://mep.test/rni/v2/subscriptions/1' } };
    await post(pathname, { notificationType: 'TestNotification', _links: link }).expect(204);
    expect(await world.states()).toEqual([]);
  });

  // The last: it leaves the file of the peers without them.
  it('ends its subscriptions when there are no peers any more', async () => {
    await world.restartAtSource([]);
    expect(await subscriptions()).toEqual([]);
  });
});

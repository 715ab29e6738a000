import { TrafficRules } from '../../../src/modules/app-rules/index.js';
import { useCoast } from '../../support/handover/coast.js';
import { LedPlatform } from '../../support/placement/led-platform.js';
import { placementPath } from '../../support/placement/placement.js';
import { portOf } from '../../support/ran-feed.js';

const TRAM = { type: 1 as const, value: '10.78.0.1' };

describe('a user that goes to another platform and comes back', () => {
  const coast = useCoast();
  let led: LedPlatform;

  /** The radio network hands the UE over. */
  const move = async (from: string, to: string) => {
    for (const hoStatus of [1, 2, 3] as const) {
      await coast.radio.tell({ kind: 'HANDOVER', ue: 'tram', sourceCell: from, targetCells: [to], hoStatus });
      await coast.radio.passTime(100);
    }
  };
  /** Destinations of the rules of the UE that are in effect at the other platform. */
  const destinationsThere = () => {
    const rules = coast.at('mep-b').platform.server.app.get(TrafficRules, { strict: false });
    return rules.ofAddresses([TRAM.value]).filter((rule) => rules.stateOf(rule) === 'ACTIVE').map(({ attributes }) => attributes.dstInterface);
  };

  beforeAll(async () => {
    led = new LedPlatform(coast.home.platform);
    const apiRoot = `http://127.0.0.1:${portOf(coast.at('mep-b').platform)}`;
    await led.build({ fog: { cells: ['quay'], address: '192.0.2.1' }, other: { cells: ['mole'], address: '192.0.2.2' }, far: { cells: ['pier'], address: '192.0.2.9', platform: { apiRoot } } });
    await led.api.put(placementPath('policy')).send({ neighbours: 'TOPOLOGY', keepFor: 600_000, outsideFor: 600_000 }).expect(200);
    for (const cloudId of ['fog', 'other']) await led.api.put(placementPath('links', cloudId)).send({ clouds: [cloudId, 'far'], distance: 1 }).expect(201);
    await coast.radio.addUe({ id: 'tram', associateId: [TRAM], tempUeId: { mmec: '4d', mtmsi: '5eed9001' }, mobility: { model: 'EXTERNAL' }, bearers: [{ erabId: 5, qci: 9, offeredDl: 0, offeredUl: 0 }] });
    await coast.radio.tell({ kind: 'UE_STATE', state: { ue: 'tram', attached: true, servingCell: 'quay' } });
    await led.put('tram', TRAM);
    await led.ready('fog');
    await led.ready('far');
    await coast.until(() => expect([led.inEffect(), led.recorded()]).toEqual([['fog placement-tram'], ['fog placement-tram']]));
    await coast.until(() => coast.at('mep-b').api.get('/ran/v1/ues/tram').expect(200));
  });

  it('is led there by its own rule, to the copy that was deployed there, and to none here', async () => {
    await move('quay', 'pier');
    await coast.until(() => expect([destinationsThere(), led.inEffect()]).toEqual([[{ interfaceType: 'IP', dstIpAddress: '192.0.2.9' }], []]));
    await coast.until(() => expect([led.servedAt('tram'), led.recorded()]).toEqual(['far', ['fog placement-tram withheld']]));
    const { ruleAt } = led.user('tram');
    expect(led.world.deployment(ruleAt!)).toMatchObject({ cloudId: 'fog' });
    expect(led.world.referencesOf(led.user('tram'))).toContainEqual(expect.objectContaining({ deploymentId: ruleAt, role: 'ANCHOR' }));
  });

  it('gets its rule back and is led by it to the copy where it has come to', async () => {
    await led.ready('other');
    await move('pier', 'mole');
    await coast.until(() => expect([led.servedAt('tram'), led.inEffect(), destinationsThere()]).toEqual(['other', ['other placement-tram'], []]));
    await coast.until(() => expect(led.recorded()).toEqual(['other placement-tram']));
    await coast.watch(5000);
    expect([led.recorded(), destinationsThere()]).toEqual([['other placement-tram'], []]);
  });

  it('is handed over once more with the rule that leads there now', async () => {
    await move('mole', 'pier');
    await coast.until(() => expect([destinationsThere(), led.recorded()]).toEqual([[{ interfaceType: 'IP', dstIpAddress: '192.0.2.9' }], ['other placement-tram withheld']]));
    await move('pier', 'mole');
    await coast.until(() => expect([led.servedAt('tram'), led.recorded(), destinationsThere()]).toEqual(['other', ['other placement-tram'], []]));
  });
});

import { Coast, useCoast } from '../../support/handover/coast.js';
import type { Traveller } from '../../support/handover/traveller.js';
import { baseStationPath } from '../../support/orchestrator.js';
import { startPlatform } from '../../support/platform.js';
import { specAgent } from '../../support/spec-agent.js';

const TECHNOLOGIES = [
  ['E-UTRAN', 'quay', 'pier', 'enb-001-01-0010b'],
  ['NR', 'mole', 'buoy', 'gnb-001-01-0a1b2d'],
] as const;

const restingAway = (car: Traveller) => [`mep-a ${car.ruleId} INACTIVE`, `mep-b ${car.ruleId} ACTIVE`];

describe('between two platforms, a good handover', () => {
  const coast = useCoast();

  it.each(TECHNOLOGIES)('moves the rules with the UE in %s: staged before it comes, and in effect after', async (_name, from, to, baseStation) => {
    const car = await coast.traveller({ cell: from });
    await car.handover(1, from, to);
    await car.become({ 'mep-a': ['out TRANSFERRED'], 'mep-b': ['in STAGED'] });
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} ACTIVE`, `mep-b ${car.ruleId} INACTIVE`]);
    await car.handover(2, from, to);
    await car.handover(3, from, to);
    await car.become({ 'mep-a': ['out COMPLETED'], 'mep-b': ['in COMPLETED'] });
    expect(await car.rules()).toEqual(restingAway(car));
    const [[source], [target]] = [await car.handovers('mep-a'), await car.handovers('mep-b')];
    expect(target).toMatchObject({ handoverId: source!.handoverId, epoch: 1, role: 'TARGET', peerPlatformId: 'mep-a', bearer: { baseStation } });
    expect(source).toMatchObject({ epoch: 1, role: 'SOURCE', trigger: 'HO_STATUS', peerPlatformId: 'mep-b', targetBaseStation: baseStation, bearer: target!.bearer, attachToActive: target!.attachToActive });
    expect(source!.timeline.flatMap(({ mobilityStatus = [] }) => mobilityStatus)).toEqual(['INTERHOST_MOVEOUT_TRIGGERED', 'INTERHOST_MOVEOUT_COMPLETED']);
  });

  it.each(TECHNOLOGIES)('begins with the end marker in %s', async (_name, from, to) => {
    const car = await coast.traveller({ cell: from });
    for (let second = 0; second < 3; second++) {
      const measurements = [{ cell: to, rsrp: -80 }, { cell: from, rsrp: -100 }];
      await coast.radio.tell({ kind: 'UE_STATE', state: { ue: car.ue.id, prbUsage: { dl: 0.1, ul: 0 }, measurements } });
      await coast.radio.passTime(1000);
    }
    await car.become({ 'mep-a': ['out TRANSFERRED'], 'mep-b': ['in STAGED'] });
    await car.moves(from, to);
    await car.become({ 'mep-a': ['out COMPLETED'], 'mep-b': ['in COMPLETED'] });
    expect(await car.rules()).toEqual(restingAway(car));
    expect((await car.handovers('mep-a'))[0]).toMatchObject({ trigger: 'END_MARKER' });
  });

  it('needs no notification: that the UE has gone and come is looked for', async () => {
    const car = await coast.traveller();
    await car.handover(1, 'quay', 'pier');
    await car.become({ 'mep-b': ['in STAGED'] });
    await car.appears('pier');
    await car.become({ 'mep-a': ['out COMPLETED'], 'mep-b': ['in COMPLETED'] });
    expect(await car.rules()).toEqual(restingAway(car));
  });

  it('of two UEs at a time does not mix them', async () => {
    const [car, van] = [await coast.traveller(), await coast.traveller()];
    await Promise.all([car.moves('quay', 'pier'), van.handover(1, 'quay', 'pier')]);
    await car.become({ 'mep-a': ['out COMPLETED'], 'mep-b': ['in COMPLETED'] });
    await van.become({ 'mep-a': ['out TRANSFERRED'], 'mep-b': ['in STAGED'] });
    expect(await van.owners()).toEqual(['mep-a']);
    await van.handover(3, 'quay', 'pier');
    await van.restsAt('mep-b');
  });
});

describe('between platforms that an orchestrator knows', () => {
  const coast = new Coast();

  beforeAll(async () => {
    const orchestrator = await startPlatform({ environment: { MEC_PLATFORM_ID: 'meo' } });
    await coast.begin({ orchestrator });
    const known = TECHNOLOGIES.map(([, , , baseStation]) => specAgent(orchestrator).get(baseStationPath(baseStation)));
    await coast.until(() => Promise.all(known.map((asked) => asked.expect(200))), 1000);
  });

  afterAll(() => coast.end());

  it.each(TECHNOLOGIES)('the target is found in %s', async (_name, from, to) => {
    const car = await coast.traveller({ cell: from });
    await car.moves(from, to);
    await car.become({ 'mep-a': ['out COMPLETED'], 'mep-b': ['in COMPLETED'] });
    expect(await car.rules()).toEqual(restingAway(car));
  });
});

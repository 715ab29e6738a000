import { DataPlane } from '../../../src/modules/data-plane/index.js';
import { impossible, unavailable } from '../../../src/modules/common/problem/index.js';
import { Rni } from '../../../src/modules/handover/domain/ports/rni.js';
import { eventually } from '../../support/eventually.js';
import { CELL, ID, VAN } from '../../support/handover/town.js';
import { rule, transfer, transferred, useTarget } from '../../support/handover/target-world.js';

type Change = Parameters<DataPlane['change']>[0];

const two = [transferred(), transferred({ homeRuleId: 'lamp', application: { appName: 'lamps' } })];

describe('activation at the target', () => {
  const world = useTarget({ MEC_HANDOVER_FORWARD: 'on' });
  const planeOf = () => world.platform.server.app.get(DataPlane, { strict: false });

  /** Every change goes through `change` from now on; answers them. */
  function intercept(change: (one: Change, carryOut: () => Promise<void>) => Promise<void> = (_one, carryOut) => carryOut()): Change[] {
    const changes: Change[] = [];
    const plane = planeOf();
    const original = plane.change.bind(plane);
    plane.change = (one) => {
      changes.push(one);
      return change(one, () => original(one));
    };
    return changes;
  }

  const activations = (changes: readonly Change[]) => changes.filter(({ put }) => put.length > 0);

  it('begins at once if the UE has attached before the transfer came', async () => {
    await world.goes('car', 'harbour', 'casino');
    const { handoverId } = await world.stage();
    await world.until(handoverId, 'COMPLETED');
    expect(await world.stateOfRule('camera')).toBe('ACTIVE');
  });

  it('follows a UE in NR, too', async () => {
    const filters = { trafficFilter: [{ srcAddress: ['2001:db8:45::21'] }], dstInterface: { interfaceType: 'IP' as const, dstIpAddress: '2001:db8:60::5' } };
    const { handoverId } = await world.stage(transfer({ ue: VAN, sourceCell: CELL.tower, targetCell: CELL.stadium, targetBaseStation: ID.stadium, rules: [transferred({ rule: rule(filters) })] }));
    await world.goes('van', 'tower', 'stadium');
    await world.clock.advance(5000);
    expect(await world.until(handoverId, 'COMPLETED')).toMatchObject({ bearer: { baseStation: ID.stadium } });
    expect(await world.stateOfRule('camera')).toBe('ACTIVE');
  });

  it('makes all rules active in one change, and an INACTIVE one stays so', async () => {
    await world.run('lamps');
    const { handoverId } = await world.stage(transfer({ rules: [...two, transferred({ homeRuleId: 'off', rule: rule({ state: 'INACTIVE' }) })] }));
    const changes = intercept();
    await world.attach();
    await world.until(handoverId, 'COMPLETED');
    expect(activations(changes).map(({ put }) => put.length)).toEqual([2]);
    expect(await world.stateOfRule('camera')).toBe('ACTIVE');
    expect(await world.stateOfRule('off')).toBe('INACTIVE');
  });

  it('makes none active if the data plane refuses one, and gives them back', async () => {
    const lamps = await world.run('lamps');
    const { handoverId } = await world.stage(transfer({ rules: two }));
    intercept(async ({ put }, carryOut) => {
      if (put.length > 0) throw impossible('No.');
      await carryOut();
    });
    await world.attach();
    expect(await world.until(handoverId, 'REJECTED')).toMatchObject({ reason: 'DATA_PLANE_FAILED', rules: [] });
    expect([await world.stateOfRule('camera'), await world.stateOfRule('lamp', lamps)]).toEqual(['absent', 'absent']);
    expect(world.source.of(handoverId, 'rejection')).toMatchObject([{ body: { targetPlatformId: 'mep-target', epoch: 5, reason: 'DATA_PLANE_FAILED' } }]);
    expect(world.source.of(handoverId, 'completion')).toEqual([]);
  });

  it('is tried again while the data plane is out of reach', async () => {
    const { handoverId } = await world.stage();
    let failures = 3;
    const changes = intercept(async ({ put }, carryOut) => {
      if (put.length > 0 && failures-- > 0) throw unavailable('Not now.');
      await carryOut();
    });
    await world.attach();
    const { timeline } = await world.passUntil(handoverId, 'COMPLETED');
    expect(activations(changes)).toHaveLength(4);
    expect(timeline.filter(({ outcome }) => outcome === 'RETRY')).toMatchObject([{ step: 'ACTIVATION' }]);
    expect(await world.stateOfRule('camera')).toBe('ACTIVE');
  });

  it('is given up if the data plane stays out of reach for 10 s', async () => {
    const { handoverId } = await world.stage();
    intercept(async ({ put }, carryOut) => {
      if (put.length > 0) throw unavailable('Not now.');
      await carryOut();
    });
    await world.attach();
    const begun = await world.until(handoverId, 'ACTIVATING');
    const ended = await world.passUntil(handoverId, 'REJECTED', 500);
    expect(ended).toMatchObject({ reason: 'DATA_PLANE_FAILED' });
    expect(Date.parse(ended.endedAt!) - Date.parse(begun.timeline.find(({ step }) => step === 'ATTACH')!.time)).toBeGreaterThanOrEqual(10_000);
  });

  it.each([['tells no bearer', async () => undefined], ['does not answer', () => Promise.reject(new Error('The own RNIS is silent.'))]])('is given up after 3 s if the RNIS %s', async (_name, bearer) => {
    const { handoverId } = await world.stage();
    Object.assign(world.platform.server.app.get(Rni, { strict: false }), { bearer });
    await world.attach();
    const ended = await world.passUntil(handoverId, 'REJECTED');
    expect(ended).toMatchObject({ reason: 'BEARER_UNKNOWN' });
    expect(await world.stateOfRule('camera')).toBe('absent');
  });

  it('is given up if an application stops in between', async () => {
    const { handoverId } = await world.stage();
    const rni = world.platform.server.app.get(Rni, { strict: false });
    const bearer = rni.bearer.bind(rni);
    rni.bearer = async (ue) => {
      if ((await world.read(handoverId)).state === 'ACTIVATING') await world.stopApplication();
      return bearer(ue);
    };
    await world.attach();
    expect(await world.until(handoverId, 'REJECTED')).toMatchObject({ reason: 'APPLICATION_MISSING' });
  });

  describe('with packets that go back to the source until then', () => {
    const forwarded = transfer({ forwardTo: '10.9.0.1' });
    const isForwarding = async (handoverId: string) => (await world.read(handoverId)).forwarding;
    const staged = async () => {
      const { handoverId } = await world.stage(forwarded);
      await eventually(async () => expect(await isForwarding(handoverId)).toBe(true));
      return handoverId;
    };

    it('ends that in the same change', async () => {
      const changes = intercept();
      const handoverId = await staged();
      const [begin] = changes;
      expect(begin).toMatchObject({ put: [], forwards: { put: [{ address: '10.45.0.21', to: '10.9.0.1' }] } });
      await world.attach();
      expect(await world.until(handoverId, 'COMPLETED')).toMatchObject({ forwarding: false });
      expect(activations(changes)).toMatchObject([{ forwards: { remove: [begin!.forwards!.put![0]!.key] } }]);
      expect(planeOf().forwards(begin!.forwards!.put![0]!.key)).toBe(false);
    });

    it('ends it with a cancellation, too', async () => {
      const changes = intercept();
      const handoverId = await staged();
      await world.cancel(handoverId);
      expect(await isForwarding(handoverId)).toBe(false);
      expect(changes.at(-1)).toMatchObject({ put: [], forwards: { remove: changes[0]!.forwards!.put!.map(({ key }) => key) } });
    });

    it('goes on after a restart', async () => {
      const handoverId = await staged();
      await world.restart();
      expect(planeOf().forwards(`${handoverId}/0`)).toBe(true);
      await world.attach();
      await world.until(handoverId, 'COMPLETED');
      expect(planeOf().forwards(`${handoverId}/0`)).toBe(false);
    });

    it.each([
      ['it cannot be reached directly', () => Object.assign(planeOf(), { canForward: async () => false })],
      ['the data plane refuses', () => void intercept(async () => Promise.reject(impossible('No.')))],
    ])('goes on without if %s', async (_name, given) => {
      given();
      const { handoverId } = await world.stage(forwarded);
      await eventually(async () => expect((await world.read(handoverId)).timeline).toMatchObject([{ step: 'STAGING' }, { step: 'FORWARDING', outcome: 'FAILED' }]));
      expect(await world.read(handoverId)).toMatchObject({ state: 'STAGED', forwarding: false });
    });
  });
});

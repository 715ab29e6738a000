import { ueKeyOf } from '../../../src/modules/placement/domain/placement/ue-key.js';
import { switchOf } from '../../../src/modules/placement/domain/placement/switch-of.js';
import { DecidedWorld } from './decided-world.js';

const UE = { type: 1 as const, value: '10.45.0.2' };
const nobody = () => undefined;

describe('users that are UEs', () => {
  let at: DecidedWorld;
  const car = { applicationId: 'shop', userId: 'car' };
  const see = (cell: string | null) => at.seen.set(ueKeyOf(UE), cell === null ? null : { cellId: cell });
  const go = (cellId: string) => at.decisions.move([{ user: car, where: { cellId } }]);

  beforeEach(() => {
    at = DecidedWorld.seed();
  });

  it('are where they were seen, or nowhere', async () => {
    await at.users.put(car, { associateId: UE }, nobody);
    expect(at.shown('car')).toMatchObject({ state: 'OUTSIDE', areas: [], associateId: UE });
    see('cell-b');
    await at.users.put(car, { associateId: UE, place: { areaId: 'unknown' } }, nobody);
    expect(at.shown('car')).toMatchObject({ areas: ['b'], place: { cellId: 'cell-b' }, firstCloud: 'fog-n' });
    see(null);
    await at.decisions.again({ users: [car] });
    expect(at.shown('car')).toMatchObject({ state: 'OUTSIDE', areas: [] });
    expect(at.user('car').place).toBeUndefined();
  });

  it('at which nobody has looked yet are where they were seen last', async () => {
    await at.users.put(car, { associateId: UE }, nobody);
    await go('cell-b');
    await at.decisions.again('all');
    await at.users.put(car, { associateId: UE }, nobody);
    expect(at.shown('car')).toMatchObject({ areas: ['b'], place: { cellId: 'cell-b' } });
    await at.users.put(car, { associateId: { ...UE, value: '10.45.0.3' } }, nobody);
    expect(at.shown('car')).toMatchObject({ areas: [], state: 'OUTSIDE' });
  });

  it('are told apart by their addresses, however these are written', async () => {
    await at.users.put(car, { associateId: { type: 2, value: '2001:DB8::1' } }, nobody);
    const bus = { applicationId: 'shop', userId: 'bus' };
    await expect(at.users.put(bus, { associateId: { type: 2, value: '2001:db8:0::1' } }, nobody)).rejects.toMatchObject({ status: 409 });
    await expect(at.users.place(car, { areaId: 'b' }, nobody)).rejects.toMatchObject({ status: 409 });
    await at.users.put(car, { place: { areaId: 'b' } }, nobody);
    expect(at.shown('car')).toMatchObject({ areas: ['b'] });
    expect(at.user('car').ueKey).toBeUndefined();
    await at.users.put(bus, { associateId: { type: 2, value: '2001:db8::1' } }, nobody);
  });

  it('are switched by rules if the application has an address for them: until then the old copy serves', async () => {
    await at.application({ userAddress: '198.51.100.80' });
    await at.users.put(car, { associateId: UE }, nobody);
    await go('cell-b');
    await at.allReady();
    expect(at.user('car').servedBy).toBeUndefined();
    expect(switchOf(at.world, at.user('car'))).toEqual({ to: at.copyOn('fog-n'), withRule: true });
    const { deploymentId } = at.copyOn('fog-n');
    await at.record({ users: { put: [{ ...at.user('car'), servedBy: deploymentId, ruleAt: deploymentId }] } });
    await at.decisions.again({ users: [car] });
    expect(switchOf(at.world, at.user('car'))).toBeUndefined();
    await go('cell-a');
    expect(at.held('car')).toEqual(['edge-m AHEAD', 'edge-n FIRST', 'fog-n SERVING']);
    expect(at.shown('car')).toMatchObject({ state: 'SERVED_ELSEWHERE', firstCloud: 'edge-n', lastMove: { wasReady: true } });
    expect(switchOf(at.world, at.user('car'))).toEqual({ to: at.copyOn('edge-n'), withRule: true });
  });

  it('leave the copy that has their rule held while another platform leads them', async () => {
    await at.record({ clouds: { put: [{ ...at.world.cloud('edge-n')!, platform: { apiRoot: 'http://mep-b.test' } }] } });
    await at.application({ userAddress: '198.51.100.80' });
    await at.users.put(car, { associateId: UE }, nobody);
    await go('cell-b');
    await at.allReady();
    const { deploymentId } = at.copyOn('fog-n');
    await at.record({ users: { put: [{ ...at.user('car'), servedBy: deploymentId, ruleAt: deploymentId }] } });
    await go('cell-a');
    expect(at.servedAt('car')).toBe('edge-n');
    expect(at.user('car').ruleAt).toBe(deploymentId);
    await at.policy({ neighbours: 'NEAREST', count: 0 });
    expect(at.held('car')).toEqual(['edge-n SERVING', 'fog-n ANCHOR']);
    await at.gone('fog-n');
    await at.decisions.again('all');
    expect(at.user('car').ruleAt).toBeUndefined();
  });
});

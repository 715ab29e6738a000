import { setImmediate as othersTurn } from 'node:timers/promises';
import { Lifecycle } from '../../../src/modules/common/lifecycle/index.js';
import { ueKeyOf } from '../../../src/modules/placement/domain/placement/ue-key.js';
import type { Decisions } from '../../../src/modules/placement/domain/ports/decisions.js';
import { SeenUes } from '../../../src/modules/placement/domain/switching/seen-ues.js';
import { UeWatch } from '../../../src/modules/placement/domain/switching/ue-watch.js';
import { MemoryWorld } from '../../../src/modules/placement/domain/world/memory-world.js';
import type { User } from '../../../src/modules/placement/domain/world/world-items.js';
import type { AssociateId } from '../../../src/modules/placement/domain/types.js';
import { RadioNetwork } from '../../../src/modules/ran/domain/radio-network.js';
import { TestClock } from '../../support/test-clock.js';
import { at, car, START } from '../ran-scenes.js';
import { EmulatedHost } from './emulated-host.js';

const CAR: AssociateId = { type: 1, value: '10.45.0.21' };
const VAN: AssociateId = { type: 2, value: '2001:db8:0:45::21' };
const WEST = { cellId: 'west-1', antenna: at(0) };
const EAST = { cellId: 'east-1', antenna: at(1000) };
const NOT_OURS = { associateId: [{ type: 1 as const, value: '10.45.0.99' }] };

/** Everything that was begun has come to its end. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await othersTurn();
};

/** A turn that lasts until it is opened. */
const gate = () => {
  let open = () => {};
  const turn = new Promise<void>((resolve) => (open = resolve));
  return { turn, open: () => open() };
};

class Watched {
  readonly emulated = new EmulatedHost();
  readonly world = new MemoryWorld();
  readonly seen = new SeenUes();
  readonly clock = new TestClock();
  readonly lifecycle = new Lifecycle();
  readonly moves: string[] = [];
  /** What decisions wait for: the turns of others. */
  turn = Promise.resolve();
  failure: Error | undefined;

  constructor() {
    const decisions = {
      move: async (moves: Parameters<Decisions['move']>[0]) => {
        await this.turn;
        if (this.failure) throw this.failure;
        for (const { user, where } of moves) this.moves.push(`${user.applicationId} ${user.userId} ${JSON.stringify(where)}`);
      },
    } as unknown as Decisions;
    this.emulated.network.putUe(car('car', 400, 1000, { associateId: [CAR] }));
    new UeWatch(this.world, decisions, this.seen, this.emulated.host, this.clock, this.emulated.eventLog, this.lifecycle);
  }

  async start(): Promise<void> {
    await this.lifecycle.run('start');
    await settle();
  }

  put(userId: string, associateId: AssociateId | undefined, applicationId = 'shop'): User {
    const user = { applicationId, userId, areas: [], ...(associateId && { associateId, ueKey: ueKeyOf(associateId) }) };
    this.world.apply({ users: { put: [user] } });
    return user;
  }

  /** What was told of users since the last time. */
  async told(): Promise<string[]> {
    await settle();
    return this.moves.splice(0);
  }
}

const isAt = (userId: string, where: unknown, applicationId = 'shop') => `${applicationId} ${userId} ${JSON.stringify(where)}`;

describe('the watch over UEs', () => {
  let watched: Watched;
  beforeEach(() => {
    watched = new Watched();
  });

  /** The car comes to the other cell. @param told what of it is told */
  function handOver(told?: { lasting: boolean; states: boolean }) {
    for (let second = 0; second < 60; second++) {
      const events = watched.emulated.network.advance(1000);
      watched.emulated.tellEvents(events, told);
      if (events.some((event) => event.kind === 'HANDOVER' && event.hoStatus === 3)) return;
    }
    throw new Error('It stays where it is.');
  }

  it('says at the start where users are, of UEs that are not attached and not known that they are nowhere', async () => {
    watched.put('car', CAR);
    watched.put('van', VAN);
    watched.put('hand', undefined);
    expect(watched.seen.of(ueKeyOf(CAR))).toBeUndefined();
    await watched.start();
    expect(await watched.told()).toEqual([isAt('car', WEST), isAt('van', undefined)]);
    expect(watched.seen.of(ueKeyOf(CAR))).toEqual(WEST);
    expect(watched.seen.of(ueKeyOf(VAN))).toBeNull();
    expect(watched.emulated.looks).toBe(1);
  });

  it.each([
    ['a handover is told', { lasting: true, states: false }],
    ['nothing but states is', { lasting: false, states: true }],
  ])('has a user decided about when its UE comes to another cell and %s, of all applications, once', async (_what, told) => {
    watched.put('car', CAR);
    watched.put('driver', CAR, 'other');
    await watched.start();
    await watched.told();
    handOver(told);
    watched.emulated.pass(3000);
    expect(await watched.told()).toEqual([isAt('car', EAST), isAt('driver', EAST, 'other')]);
  });

  it('looks at nothing while nothing happens', async () => {
    watched.put('car', CAR);
    await watched.start();
    watched.emulated.pass(2000);
    await settle();
    expect(watched.emulated.looks).toBe(1);
  });

  it('looks at UEs of users only', async () => {
    watched.put('van', VAN);
    await watched.start();
    handOver();
    watched.emulated.tell([], [{ kind: 'UE', change: 'ADDED', time: START, ue: car('bus', 0, 10, NOT_OURS) }]);
    await settle();
    expect(watched.emulated.looks).toBe(1);
  });

  it('sees a user that comes, changes its UE, and goes', async () => {
    await watched.start();
    expect(watched.emulated.looks).toBe(0);
    const user = watched.put('car', CAR);
    expect(await watched.told()).toEqual([isAt('car', WEST)]);
    watched.put('car', CAR);
    expect(await watched.told()).toEqual([]);
    watched.put('car', VAN);
    expect(await watched.told()).toEqual([isAt('car', undefined)]);
    expect(watched.seen.of(ueKeyOf(CAR))).toBeUndefined();
    watched.world.apply({ users: { remove: [user] } });
    watched.emulated.replace(watched.emulated.network);
    await settle();
    expect(watched.emulated.looks).toBe(2);
  });

  it('has a user that went before its turn came decided about when it comes again', async () => {
    const user = watched.put('car', CAR);
    await watched.start();
    await watched.told();
    const { turn, open } = gate();
    watched.turn = turn;
    handOver();
    await settle();
    watched.world.apply({ users: { remove: [user] } });
    open();
    await watched.told();
    watched.put('car', CAR);
    expect(await watched.told()).toEqual([isAt('car', EAST)]);
  });

  it('keeps nothing of a user that goes while the network is to be read', async () => {
    const user = watched.put('car', CAR);
    await watched.start();
    await watched.told();
    const { turn, open } = gate();
    void watched.emulated.turns.take(() => turn);
    handOver();
    await settle();
    watched.world.apply({ users: { remove: [user] } });
    open();
    expect(await watched.told()).toEqual([]);
    expect(watched.seen.of(ueKeyOf(CAR))).toBeUndefined();
  });

  it('goes on with a UE one of whose addresses is nobody’s any more', async () => {
    watched.emulated.network.putUe(car('car', 400, 1000, { associateId: [CAR, VAN] }));
    watched.put('car', CAR);
    const other = watched.put('van', VAN);
    await watched.start();
    expect(await watched.told()).toEqual([isAt('car', WEST), isAt('van', WEST)]);
    watched.world.apply({ users: { remove: [other] } });
    handOver({ lasting: false, states: true });
    watched.emulated.pass(2000);
    expect(await watched.told()).toEqual([isAt('car', EAST)]);
  });

  it('sees UEs that the operator adds, however their address is written, and that it removes', async () => {
    watched.put('van', VAN);
    await watched.start();
    await watched.told();
    const ue = car('van', 900, 1000, { associateId: [{ type: 2, value: '2001:0DB8::45:0:0:21' }, { type: 2, value: '2001:0db8:0:45:0:0:0:21' }] });
    watched.emulated.tell(watched.emulated.network.putUe(ue), [{ kind: 'UE', change: 'ADDED', time: START, ue }]);
    expect(await watched.told()).toEqual([isAt('van', EAST)]);
    watched.emulated.tell(watched.emulated.network.removeUe('van'), [{ kind: 'UE', change: 'REMOVED', time: START, ue }]);
    expect(await watched.told()).toEqual([isAt('van', undefined)]);
  });

  it('sees that a cell is gone, and that its antenna is elsewhere', async () => {
    watched.put('car', CAR);
    await watched.start();
    await watched.told();
    const { network } = watched.emulated;
    const baseStation = { ...network.baseStations()[0]!, position: at(5) };
    watched.emulated.tell(network.putBaseStation(baseStation), [{ kind: 'BASE_STATION', change: 'REPLACED', time: START, baseStation }]);
    expect(await watched.told()).toEqual([isAt('car', { ...WEST, antenna: at(5) })]);
    const cell = network.cells()[0]!;
    watched.emulated.tell(network.removeCell('west-1'), [{ kind: 'CELL', change: 'REMOVED', time: START, cell }]);
    expect(await watched.told()).toEqual([isAt('car', undefined)]);
  });

  it('looks at all again when the network is another one', async () => {
    watched.put('car', CAR);
    await watched.start();
    await watched.told();
    watched.emulated.replace(RadioNetwork.create({ now: START }));
    expect(await watched.told()).toEqual([isAt('car', undefined)]);
  });

  it('tries again what fails, more and more seldom, and forgets nobody by it', async () => {
    watched.put('car', CAR);
    watched.emulated.failure = new Error('Another process hosts the network.');
    await watched.start();
    await watched.clock.advance(1000);
    await watched.clock.advance(1999);
    expect(watched.emulated.looks).toBe(2);
    watched.emulated.failure = undefined;
    watched.failure = new Error('The database is away.');
    await watched.clock.advance(1);
    expect(await watched.told()).toEqual([]);
    watched.failure = undefined;
    await watched.clock.advance(4000);
    expect(await watched.told()).toEqual([isAt('car', WEST)]);
  });

  it('does nothing before the start, and nothing after the stop', async () => {
    watched.put('car', CAR);
    await settle();
    expect(watched.emulated.looks).toBe(0);
    await watched.start();
    await watched.lifecycle.run('stop');
    watched.put('van', VAN);
    await settle();
    expect(watched.emulated.looks).toBe(1);
  });

  it('looks once for what happens meanwhile', async () => {
    await watched.start();
    for (let number = 0; number < 500; number++) watched.put(`user-${number}`, CAR, `app-${number}`);
    expect(await watched.told()).toHaveLength(500);
    expect(watched.emulated.looks).toBe(1);
  });
});

import { setImmediate as othersTurn } from 'node:timers/promises';
import type { RuleDraft, RuleKey, RuleMove, RuleMoves, TrafficRules } from '../../../src/modules/app-rules/index.js';
import type { EventLog } from '../../../src/modules/common/events/index.js';
import type { Failpoints } from '../../../src/modules/common/failpoints/index.js';
import { Lifecycle } from '../../../src/modules/common/lifecycle/index.js';
import { impossible, unavailable } from '../../../src/modules/common/problem/index.js';
import type { UnitOfWork } from '../../../src/modules/common/unit-of-work/index.js';
import { ueKeyOf } from '../../../src/modules/placement/domain/placement/ue-key.js';
import type { Decisions } from '../../../src/modules/placement/domain/ports/decisions.js';
import { RuleSwitches } from '../../../src/modules/placement/domain/switching/rule-switches.js';
import { Switching } from '../../../src/modules/placement/domain/switching/switching.js';
import type { Recorder } from '../../../src/modules/placement/domain/world/recorder.js';
import type { WorldChange } from '../../../src/modules/placement/domain/world/world-items.js';
import { TestClock } from '../../support/test-clock.js';
import { LedWorld } from './led-world.js';

/** As many as are led in one turn. */
const USERS = 200;

/** Users of the copy in the west, none of whom is led there yet. */
class Led {
  readonly led = new LedWorld();
  readonly clock = new TestClock();
  readonly lifecycle = new Lifecycle();
  turns = 0;
  /** By change of the data plane, how many rules it brings into effect. */
  changes: number[] = [];
  refusal: (release: readonly RuleKey[]) => Error | undefined = () => undefined;

  constructor() {
    const unitOfWork = { run: (work: (transaction: object) => unknown) => work({}) } as unknown as UnitOfWork;
    const recorder = { surely: (work: () => unknown) => work(), write: async (_transaction: object, change: WorldChange) => this.led.world.apply(change) } as unknown as Recorder;
    const switches = new RuleSwitches({} as TrafficRules, this.moves as unknown as RuleMoves, recorder, unitOfWork, this.clock, { reach: () => undefined } as unknown as Failpoints);
    const decisions = { alone: (work: () => unknown) => (this.turns++, work()), again: async () => undefined } as unknown as Decisions;
    new Switching(this.led.world, decisions, this.led.present, switches, this.clock, { follow: () => undefined } as unknown as EventLog, this.lifecycle);
    for (let number = 0; number < USERS; number++) {
      const associateId = { type: 1 as const, value: `10.45.0.${number}` };
      this.led.user({ userId: `user-${number}`, associateId, ueKey: ueKeyOf(associateId), firstCloud: 'west' });
    }
  }

  private readonly moves = {
    stage: async (_transaction: object, drafts: readonly RuleDraft[]) => {
      for (const { trafficRuleId, attributes } of drafts) this.led.rule(this.led.west, attributes, { withheld: true, ruleId: trafficRuleId });
    },
    purge: async (_transaction: object, keys: readonly RuleKey[]) => {
      for (const { trafficRuleId } of keys) this.led.rules.splice(this.led.rules.findIndex(({ ruleId }) => ruleId === trafficRuleId), 1);
    },
    move: async ({ release = [] }: RuleMove, record: (transaction: object) => Promise<void>) => {
      this.changes.push(release.length);
      const refusal = this.refusal(release);
      if (refusal) throw refusal;
      for (const { trafficRuleId } of release) this.led.rules.find(({ ruleId }) => ruleId === trafficRuleId)!.withheld = false;
      await record({});
    },
  };

  async start(): Promise<void> {
    await this.lifecycle.run('start');
    for (let turn = 0; turn < 20; turn++) await othersTurn();
  }

  /** Those who are led to the copy. */
  served(): number {
    return this.led.world.users('shop').filter(({ servedBy, ruleAt }) => servedBy === 'at-west' && ruleAt === 'at-west').length;
  }
}

describe('switching', () => {
  let led: Led;
  beforeEach(() => {
    led = new Led();
  });

  it('leads all whose time has come by one change', async () => {
    await led.start();
    expect([led.turns, led.changes, led.served()]).toEqual([1, [USERS], USERS]);
  });

  it('tries once in a turn when the data plane is away, and later all together again', async () => {
    led.refusal = () => unavailable('The data plane does not answer.');
    await led.start();
    expect([led.turns, led.changes, led.served()]).toEqual([1, [USERS], 0]);
    await led.clock.advance(999);
    expect(led.turns).toBe(1);
    await led.clock.advance(1);
    expect([led.turns, led.changes]).toEqual([2, [USERS, USERS]]);
    led.refusal = () => undefined;
    await led.clock.advance(2000);
    expect([led.turns, led.changes, led.served()]).toEqual([3, [USERS, USERS, USERS], USERS]);
  });

  it('takes what is no Problem for an outage, too', async () => {
    led.refusal = () => new Error('ECONNRESET');
    await led.start();
    expect(led.changes).toEqual([USERS]);
  });

  it('lets a user whose rule is refused keep nobody from his', async () => {
    const refused = led.led.present.freeKeyAt(led.led.world.user({ applicationId: 'shop', userId: 'user-77' })!, 'at-west').trafficRuleId;
    led.refusal = (release) => (release.some(({ trafficRuleId }) => trafficRuleId === refused) ? impossible('/priority is 7, of which there are too many.') : undefined);
    await led.start();
    expect([led.turns, led.served()]).toEqual([1, USERS - 1]);
    expect(led.changes.length).toBeLessThanOrEqual(1 + 2 * Math.ceil(Math.log2(USERS)));
    led.changes = [];
    await led.clock.advance(1000);
    expect([led.turns, led.changes]).toEqual([2, [1]]);
  });

  it('does not try again whom it has to lead no more, and tries nothing after the stop', async () => {
    led.refusal = () => unavailable('The data plane does not answer.');
    await led.start();
    led.led.world.apply({ users: { remove: led.led.world.users('shop').slice(1) } });
    led.changes = [];
    await led.clock.advance(1000);
    expect(led.changes).toEqual([1]);
    await led.lifecycle.run('stop');
    await led.clock.advance(60_000);
    expect(led.changes).toEqual([1]);
  });
});

import type { Forward } from '../../data-plane/index.js';
import { byHalves } from '../../common/halves/index.js';
import { Problem, problemFrom } from '../../common/problem/index.js';
import type { Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import { type AppRule, keyOf, ruleKey } from './app-rule.js';
import type { Convergence } from './convergence.js';
import { forwardKey } from './effect-item.js';
import { MoveQueue, type QueuedMove } from './move-queue.js';
import type { EffectChange } from './rule-effect.js';
import type { RuleDraft, RuleKey, RuleMove } from './rule-move.js';
import type { RuleRecord, Transition } from './rule-record.js';
import type { TrafficRuleAttributes } from './types.js';

type Rule = AppRule<TrafficRuleAttributes>;

/** What of the book of traffic rules moves work with. */
interface Tools {
  record: RuleRecord<TrafficRuleAttributes>;
  convergence: Convergence<TrafficRuleAttributes>;
  unitOfWork: UnitOfWork;
  get(key: string): Rule | undefined;
  isWanted(rule: Rule): boolean;
  draft(appInstanceId: string, ruleId: string, attributes: TrafficRuleAttributes): Rule;
}

/** A queued move as it is carried out. */
interface Plan extends Required<EffectChange<TrafficRuleAttributes>> {
  queued: QueuedMove;
  transitions: Transition<TrafficRuleAttributes>[];
}

const NONE: readonly never[] = [];
/** The database's own words, not a caller's: no part of the group would fare better. */
const isOutage = (error: unknown): boolean => !(error instanceof Problem) && problemFrom(error).status === 503;
const isChange = ({ before, after }: Transition<unknown>): boolean => before.withheld !== after?.withheld;
const keyIn = ({ appInstanceId, trafficRuleId }: RuleKey): string => ruleKey(appInstanceId, trafficRuleId);

/**
 * Moves the rules of a UE between platforms: rules that another platform has in effect are kept, and withheld from effect, until they are released.
 * Applications see a withheld rule as INACTIVE; what they ask for is kept and counts once the rule is released.
 */
export class RuleMoves {
  private readonly queue: MoveQueue;
  /** The forwards that are recorded, by item key. */
  private readonly forwards = new Map<string, Forward>();
  private readonly suppliers: (() => readonly Forward[] | Promise<readonly Forward[]>)[] = [];

  constructor(private readonly tools: Tools) {
    this.queue = new MoveQueue((work) => tools.convergence.alone(work), (moves) => this.carryOut(moves));
  }

  /** Says which forwards are recorded; asked once, when what is recorded takes effect at start (Lifecycle `effect`, after all have loaded). */
  forwardsAtStart(recorded: () => readonly Forward[] | Promise<readonly Forward[]>): void {
    this.suppliers.push(recorded);
  }

  /** Whether the rule is staged and not yet released; false if there is none. */
  isWithheld(key: RuleKey): boolean {
    return this.tools.get(keyIn(key))?.withheld ?? false;
  }

  /** Records new rules that are withheld. @throws Problem 400, 404, 409 or 422, as the creation of a rule does */
  async stage(transaction: Transaction, drafts: readonly RuleDraft[]): Promise<void> {
    for (const { appInstanceId, trafficRuleId, attributes } of drafts)
      await this.tools.record.create(transaction, { ...this.tools.draft(appInstanceId, trafficRuleId, attributes), withheld: true });
  }

  /** Removes those of the rules that are withheld; those that have been released, or are not there, are left. */
  async purge(transaction: Transaction, keys: readonly RuleKey[]): Promise<void> {
    for (const { appInstanceId, trafficRuleId } of keys) await this.tools.record.removeWithheld(transaction, appInstanceId, trafficRuleId);
  }

  /**
   * Carries out one change of the data plane, all or nothing, then records it in one unit of work together with `record`, which may run more than once.
   * If it cannot be recorded, it is taken back. Moves that wait are carried out and recorded together; the failure of one is no other's.
   * @throws Problem 422 or 503 if the data plane refuses, 404 or 409 if another process has changed a rule, or what `record` throws; then all is as before
   */
  move(move: RuleMove, record: QueuedMove['record']): Promise<void> {
    return this.queue.add(move, record);
  }

  /** Inside the convergence: reads which forwards are recorded. */
  async recordedForwards(): Promise<Forward[]> {
    for (const recorded of this.suppliers) for (const forward of await recorded()) this.forwards.set(forwardKey(forward.key), forward);
    return [...this.forwards.values()];
  }

  /** The forward of an item key, if it has to be in effect. */
  forward(key: string): Forward | undefined {
    return this.forwards.get(key);
  }

  /** Inside the convergence; tells each of the moves how it went. */
  private async carryOut(moves: readonly QueuedMove[]): Promise<void> {
    const refused = await byHalves(moves, (some) => this.carryOutTogether(some), () => false);
    for (const { items, error } of refused) for (const move of items) move.reject(error);
  }

  /** @throws what the data plane refuses it with, before anything is recorded */
  private async carryOutTogether(moves: readonly QueuedMove[]): Promise<void> {
    const plans = moves.map((queued) => this.planOf(queued));
    await this.tools.convergence.bringAbout({
      put: plans.flatMap(({ put }) => put),
      remove: plans.flatMap(({ remove }) => remove),
      arriving: plans.flatMap(({ arriving }) => arriving),
    });
    const unrecorded = await byHalves(plans, (some) => this.record(some), isOutage);
    if (unrecorded.length > 0) await this.tools.convergence.takeBack(unrecorded.flatMap(({ items }) => items.flatMap(keysOf)));
    const failed = new Set(unrecorded.flatMap(({ items }) => items));
    for (const { items, error } of unrecorded) for (const { queued } of items) queued.reject(error);
    for (const plan of plans) if (!failed.has(plan)) plan.queued.resolve();
  }

  private planOf(queued: QueuedMove): Plan {
    const { release = NONE, withhold = NONE, remove = NONE, forwards } = queued.move;
    const known = (keys: readonly RuleKey[]) => keys.flatMap((key) => this.tools.get(keyIn(key)) ?? []);
    const transitions: Transition<TrafficRuleAttributes>[] = [
      ...known(release).map((before) => ({ before, after: { ...before, withheld: false } })),
      ...known(withhold).map((before) => ({ before, after: { ...before, withheld: true } })),
      ...known(remove).map((before) => ({ before })),
    ];
    const isPut = ({ after }: Transition<TrafficRuleAttributes>) => after !== undefined && this.tools.isWanted(after);
    return {
      queued,
      transitions,
      arriving: transitions.filter((transition) => isPut(transition) && isChange(transition)).map(({ before }) => keyOf(before)),
      put: [...transitions.filter(isPut).map(({ after }) => after!), ...(forwards?.put ?? NONE)],
      remove: [...transitions.filter((transition) => !isPut(transition)).map(({ before }) => keyOf(before)), ...(forwards?.remove ?? NONE).map(forwardKey)],
    };
  }

  private async record(plans: readonly Plan[]): Promise<void> {
    await this.tools.unitOfWork.run(async (transaction) => {
      await this.tools.record.moveAll(transaction, plans.flatMap(({ transitions }) => transitions.filter(isChange)));
      for (const { queued } of plans) await queued.record(transaction);
    });
    for (const plan of plans) this.noteForwards(plan);
  }

  private noteForwards({ queued: { move } }: Plan): void {
    for (const key of move.forwards?.remove ?? NONE) this.forwards.delete(forwardKey(key));
    for (const forward of move.forwards?.put ?? NONE) this.forwards.set(forwardKey(forward.key), forward);
  }
}

const keysOf = ({ transitions, queued: { move } }: Plan): string[] => [
  ...transitions.map(({ before }) => keyOf(before)),
  ...[...(move.forwards?.remove ?? NONE), ...(move.forwards?.put ?? NONE).map(({ key }) => key)].map(forwardKey),
];

import type { Transaction } from '../../common/unit-of-work/index.js';
import type { RuleMove } from './rule-move.js';

/** Most moves that are carried out together. */
const LARGEST_GROUP = 256;

/** A move whose caller waits. */
export interface QueuedMove {
  readonly move: RuleMove;
  readonly record: (transaction: Transaction) => Promise<void>;
  resolve(): void;
  reject(error: unknown): void;
}

/** Moves in the order in which they came. Those that wait for a turn are carried out together in it. */
export class MoveQueue {
  private readonly waiting: QueuedMove[] = [];
  private isRunning = false;

  /**
   * @param turn runs work when nothing else is under way
   * @param carryOut never throws, and tells each move how it went
   */
  constructor(
    private readonly turn: (work: () => Promise<void>) => Promise<void>,
    private readonly carryOut: (moves: readonly QueuedMove[]) => Promise<void>,
  ) {}

  add(move: RuleMove, record: QueuedMove['record']): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ move, record, resolve, reject });
      if (!this.isRunning) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.waiting.length) await this.turn(() => this.carryOut(this.nextGroup()));
    this.isRunning = false;
  }

  /** Up to the first that is about what another one of the group is about. */
  private nextGroup(): QueuedMove[] {
    const touched = new Set<string>();
    let length = 0;
    for (const { move } of this.waiting.slice(0, LARGEST_GROUP)) {
      const names = namesIn(move);
      if (names.some((name) => touched.has(name))) break;
      for (const name of names) touched.add(name);
      length++;
    }
    return this.waiting.splice(0, length);
  }
}

/** Names of all that a move is about. */
function namesIn({ release = [], withhold = [], remove = [], forwards = {} }: RuleMove): string[] {
  const rules = [...release, ...withhold, ...remove].map(({ appInstanceId, trafficRuleId }) => JSON.stringify([appInstanceId, trafficRuleId]));
  return [...rules, ...(forwards.remove ?? []), ...(forwards.put ?? []).map(({ key }) => key)];
}

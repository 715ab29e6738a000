import type { Cancel, Clock } from '../../../common/clock/index.js';
import { backoff } from '../../../common/errand/index.js';
import type { Failure } from '../../../common/halves/index.js';
import { log } from '../../../common/log/index.js';
import { userText } from '../world/keys.js';
import type { UserKey } from '../world/world-items.js';
import type { Plan } from './plan.js';

interface Wait {
  user: UserKey;
  /** What has failed. */
  wish: string;
  failures: number;
  isOver: boolean;
}

const wishText = ({ wish }: Plan): string => JSON.stringify(wish);

/** Users that could not be led as they have to be. The same is tried again more and more seldom, and together what failed together; something else at once. */
export class FailedPlans {
  private readonly waits = new Map<string, Wait>();
  private readonly pauses = new Set<Cancel>();

  /** @param tryAgain is told whose time has come */
  constructor(
    private readonly clock: Clock,
    private readonly tryAgain: (users: readonly UserKey[]) => void,
  ) {}

  note(failures: readonly Failure<Plan>[]): void {
    const byPause = new Map<number, Wait[]>();
    for (const { items: plans, error } of failures) {
      const users = plans.map(({ user: { applicationId, userId } }) => ({ applicationId, userId }));
      log.warn({ err: error, users }, 'Users could not be led to their copies; trying again.');
      for (const wait of plans.map((plan) => this.wait(plan))) {
        const milliseconds = backoff(wait.failures - 1);
        (byPause.get(milliseconds) ?? byPause.set(milliseconds, []).get(milliseconds)!).push(wait);
      }
    }
    for (const [milliseconds, waits] of byPause) this.pause(milliseconds, waits);
  }

  /** Whether it is too early for a plan. A user without a plan, or with another one, does not wait any more. */
  isToWait(user: UserKey, plan: Plan | undefined): boolean {
    const wait = this.waits.get(userText(user));
    if (!wait) return false;
    if (plan && wishText(plan) === wait.wish) return !wait.isOver;
    this.forget(user);
    return false;
  }

  forget(user: UserKey): void {
    this.waits.delete(userText(user));
  }

  forgetAll(): void {
    for (const cancel of this.pauses) cancel();
    this.pauses.clear();
    this.waits.clear();
  }

  private wait(plan: Plan): Wait {
    const text = userText(plan.user);
    const wait = { user: plan.user, wish: wishText(plan), failures: (this.waits.get(text)?.failures ?? 0) + 1, isOver: false };
    this.waits.set(text, wait);
    return wait;
  }

  private pause(milliseconds: number, waits: readonly Wait[]): void {
    const cancel = this.clock.after(milliseconds, () => {
      this.pauses.delete(cancel);
      const present = waits.filter((wait) => this.waits.get(userText(wait.user)) === wait);
      for (const wait of present) wait.isOver = true;
      this.tryAgain(present.map(({ user }) => user));
    });
    this.pauses.add(cancel);
  }
}

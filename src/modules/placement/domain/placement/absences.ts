import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { DueLooks } from '../due-looks.js';
import { Decisions } from '../ports/decisions.js';
import { World } from '../ports/world.js';
import { userText } from '../world/keys.js';
import type { User } from '../world/world-items.js';

/** Users outside for whom something is held still: who stays outside for `outsideFor` counts as gone. All are looked at when the earliest is gone only. */
@Injectable()
export class Absences {
  private readonly absent = new Map<string, User>();
  /** When they are looked at next, which is no later than the earliest is gone; Infinity if nobody is absent. */
  private nextLook = Infinity;

  constructor(
    private readonly world: World,
    private readonly decisions: Decisions,
    private readonly clock: Clock,
    lifecycle: Lifecycle,
  ) {
    const looks = new DueLooks(clock, lifecycle, () => this.look(), 'Users that are gone could not be released; they will be.');
    world.onChange(({ users, policy }) => {
      for (const user of users?.remove ?? []) this.absent.delete(userText(user));
      for (const user of users?.put ?? []) this.note(user);
      if (policy || users?.put?.some((user) => this.absent.has(userText(user)) && this.dueAt(user) < this.nextLook)) looks.note();
    });
  }

  private note(user: User): void {
    const isAbsent = user.outsideSince !== undefined && (user.firstCloud !== undefined || user.servedBy !== undefined || this.world.referencesOf(user).length > 0);
    if (isAbsent) this.absent.set(userText(user), user);
    else this.absent.delete(userText(user));
  }

  private dueAt({ outsideSince }: User): number {
    return outsideSince! + this.world.policy().outsideFor;
  }

  /** Answers when the next user is gone. */
  private async look(): Promise<number | undefined> {
    if (this.due().length > 0) await this.decisions.alone(() => this.release());
    this.nextLook = [...this.absent.values()].reduce((earliest, user) => Math.min(earliest, this.dueAt(user)), Infinity);
    return this.nextLook < Infinity ? this.nextLook : undefined;
  }

  private due(): User[] {
    return [...this.absent.values()].filter((user) => this.dueAt(user) <= this.clock.now());
  }

  private async release(): Promise<void> {
    const due = this.due();
    await this.decisions.again({ users: due });
    for (const user of due) this.absent.delete(userText(user));
    for (const user of due.flatMap((key) => this.world.user(key) ?? [])) this.note(user);
  }
}

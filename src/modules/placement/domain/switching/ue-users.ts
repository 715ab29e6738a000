import { World } from '../ports/world.js';
import { userText } from '../world/keys.js';
import type { User } from '../world/world-items.js';

interface Listener {
  /** A user is a UE that it was not before. @param user as text */
  arrive(ueKey: string, user: string): void;
  /** It is not any more. */
  leave(ueKey: string, user: string): void;
}

/** The users that are UEs, by their UE. */
export class UeUsers {
  /** By the text of the user, its UE; and by UE, its users. */
  private readonly ues = new Map<string, string>();
  private readonly users = new Map<string, Map<string, User>>();

  constructor(
    private readonly world: World,
    private readonly listener: Listener,
  ) {
    world.onChange(({ users: { put = [], remove = [] } = {} }) => {
      for (const user of remove) this.leave(userText(user));
      for (const user of put) this.take(user);
    });
  }

  /** As they are now. */
  of(ueKey: string): User[] {
    return [...(this.users.get(ueKey)?.values() ?? [])].flatMap((user) => this.world.user(user) ?? []).filter((user) => user.ueKey === ueKey);
  }

  has(ueKey: string): boolean {
    return this.users.has(ueKey);
  }

  /** All UEs that have a user. */
  all(): string[] {
    return [...this.users.keys()];
  }

  private take(user: User): void {
    const text = userText(user);
    const before = this.ues.get(text);
    if (before === user.ueKey) return;
    this.leave(text);
    if (user.ueKey === undefined) return;
    this.ues.set(text, user.ueKey);
    (this.users.get(user.ueKey) ?? this.users.set(user.ueKey, new Map()).get(user.ueKey)!).set(text, user);
    this.listener.arrive(user.ueKey, text);
  }

  private leave(text: string): void {
    const ueKey = this.ues.get(text);
    if (ueKey === undefined) return;
    this.ues.delete(text);
    const users = this.users.get(ueKey)!;
    users.delete(text);
    if (users.size === 0) this.users.delete(ueKey);
    this.listener.leave(ueKey, text);
  }
}

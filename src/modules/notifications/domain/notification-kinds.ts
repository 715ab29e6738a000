import { Injectable } from '@nestjs/common';
import type { NotificationKind } from './notification-kind.js';

/** The types of subscriptions that the loaded modules serve (MEC 009, 6.12). */
@Injectable()
export class NotificationKinds {
  private readonly kinds = new Map<string, NotificationKind>();

  /** Called by each module when it is made; a type belongs to one module. */
  register<Payload>(kind: NotificationKind<Payload>): void {
    this.kinds.set(kind.subscriptionType, kind);
  }

  /** @throws Error if no loaded module serves the type */
  get(subscriptionType: string): NotificationKind {
    const kind = this.kinds.get(subscriptionType);
    if (!kind) throw new Error(`No module serves subscriptions of type ${subscriptionType}.`);
    return kind;
  }
}

import type { components as AppSupport } from 'openmep/types/mec011-app-support';
import type { components as ServiceManagement } from 'openmep/types/mec011-service-management';
import type { components as Rni } from 'openmep/types/mec012-rni';
import { say } from './say.js';

export type CellChange = Rni['schemas']['CellChangeNotification'];
export type ServiceChange = ServiceManagement['schemas']['ServiceAvailabilityNotification'];
export type Termination = AppSupport['schemas']['AppTerminationNotification'];

export interface Reactions {
  SerAvailabilityNotification: (notification: ServiceChange) => string;
  CellChangeNotification: (notification: CellChange) => string;
  AppTerminationNotification: (notification: Termination) => string;
}

/** As many ids as the platform could still repeat: it repeats one until it is answered before it sends the next. */
const REMEMBERED = 100;

/** Takes the platform's notifications. They come at least once, and in order for each subscription; one that is repeated has the same id. */
export class Inbox {
  private readonly seen: unknown[] = [];

  constructor(private readonly reactions: Reactions) {}

  /** Reacts before the platform is answered, so that what is lost on the way is repeated. @throws Error if nothing reacts to this type */
  take(body: unknown, id: unknown): void {
    if (id !== undefined && this.seen.includes(id)) return;
    const notification = body as CellChange | ServiceChange | Termination;
    say(`notified: ${notification.notificationType} ${this.reactionTo(notification)}`);
    this.seen.push(id);
    this.seen.splice(0, this.seen.length - REMEMBERED);
  }

  private reactionTo(notification: CellChange | ServiceChange | Termination): string {
    switch (notification.notificationType) {
      case 'SerAvailabilityNotification':
        return this.reactions.SerAvailabilityNotification(notification);
      case 'CellChangeNotification':
        return this.reactions.CellChangeNotification(notification);
      case 'AppTerminationNotification':
        return this.reactions.AppTerminationNotification(notification);
      default:
        throw new Error(`This application does not expect ${JSON.stringify(notification)}.`);
    }
  }
}

import { toTimeStamp } from '../../../common/clock/index.js';
import type { Fault } from '../../../common/problem/index.js';
import type { DeliveryWish } from '../../../notifications/index.js';
import { associateIdFaults, type LastingEvent } from '../../../ran/index.js';
import type { AssociateId, RniSubscription, SubscriptionTypeName } from '../types.js';
import { type Criterion, Filter } from './filter.js';

/** What a subscription says beside its delivery: what it is about. */
type About<S extends RniSubscription> = Omit<S, keyof DeliveryWish | '_links'>;

/** How one type of subscription turns events into notifications. */
interface Definition<S extends RniSubscription, E extends { time: number }, N, Occurrence> {
  subscriptionType: S['subscriptionType'];
  /** Its name in the list of subscriptions (MEC 012, 7.6.3.1). */
  listedAs: SubscriptionTypeName;
  /** The attribute that holds the criteria. */
  filterAttribute: keyof S & string;
  /** What is kept of a subscription, with its defaults. */
  about: (subscription: S) => About<S>;
  /** The event, if it is one that such notifications tell of. */
  topical: (event: Occurrence) => E | undefined;
  /** The most telling first. */
  criteria: readonly Criterion<About<S>, E>[];
  tell: (event: E) => Omit<N, 'timeStamp' | '_links'>;
}

/** What all types of subscriptions have in common. */
export interface SubscriptionType {
  subscriptionType: RniSubscription['subscriptionType'];
  listedAs: SubscriptionTypeName;
  about(subscription: RniSubscription): object;
  /** What the schema cannot say. */
  faults(subscription: RniSubscription): Fault[];
}

/** The same for all that are told of the same occurrences; a document is what `about` has answered. */
export interface NotificationType<Occurrence = LastingEvent> extends SubscriptionType {
  keysOfSubscription(document: unknown): readonly string[];
  /** A subscription that the event fits has one of them. */
  keysOfEvent(event: Occurrence): readonly string[];
  /** Without its links; nothing if the event does not fit. */
  notificationFor(document: unknown, event: Occurrence): object | undefined;
}

export function defineNotificationType<S extends RniSubscription, E extends { time: number }, N extends { notificationType: string }, Occurrence = LastingEvent>({
  subscriptionType,
  listedAs,
  filterAttribute,
  about,
  topical,
  criteria,
  tell,
}: Definition<S, E, N, Occurrence>): NotificationType<Occurrence> {
  const filter = new Filter(criteria);
  return {
    subscriptionType,
    listedAs,
    about: (subscription) => about(subscription as S),
    faults(subscription) {
      const { associateId } = (subscription as S)[filterAttribute] as { associateId?: AssociateId[] };
      return associateIdFaults(associateId, `/${filterAttribute}/associateId`);
    },
    keysOfSubscription: (document) => filter.keysOfSubscription(document as About<S>),
    keysOfEvent(event) {
      const own = topical(event);
      return own ? filter.keysOfEvent(own) : [];
    },
    notificationFor(document, event) {
      const own = topical(event);
      if (!own || !filter.fits(document as About<S>, own)) return undefined;
      return { ...tell(own), timeStamp: toTimeStamp(own.time) };
    },
  };
}

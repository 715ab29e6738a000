import { toTimeStamp } from '../../common/clock/index.js';
import type { LoggedEvent } from '../../common/events/index.js';
import type { NotificationKind, Subscription, SubscriptionRepresentation } from '../../notifications/index.js';
import { PACKAGE_CHANGED, type PackageChange } from '../domain/app-package.js';
import { concerns, type PackageInterest, TOLD } from '../domain/subscription-rules.js';
import type { AppPkgNotification, SubscriptionType } from '../domain/types.js';

/** One type of subscription to packages (MEC 010-2, 6.2.3.6). */
export class PackageNotificationKind implements NotificationKind<PackageChange> {
  readonly topics = [PACKAGE_CHANGED];

  /** `eventId` names an event of the log, alike for all subscribers. */
  constructor(
    readonly subscriptionType: SubscriptionType,
    private readonly representation: SubscriptionRepresentation,
    private readonly eventId: (seq: number) => string,
  ) {}

  notificationFor(subscription: Subscription, { seq, recordedAt, payload: { change, appPackage } }: LoggedEvent<PackageChange>): AppPkgNotification | undefined {
    const notificationType = TOLD[this.subscriptionType][change];
    if (!notificationType || !concerns(subscription.document as PackageInterest, appPackage)) return undefined;
    const { appPkgId, appDId, operationalState } = appPackage;
    return {
      id: this.eventId(seq),
      notificationType,
      subscriptionId: subscription.subscriptionId,
      timeStamp: toTimeStamp(recordedAt),
      appPkgId,
      appDId,
      operationalState,
      _links: { subscription: { href: this.representation.href(subscription) } },
    };
  }
}

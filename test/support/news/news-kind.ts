import { Injectable } from '@nestjs/common';
import { type LoggedEvent, topic } from '../../../src/modules/common/events/index.js';
import { type ApiSubscriptionResource, type NotificationKind, NotificationKinds, type Subscription, SubscriptionResources } from '../../../src/modules/notifications/index.js';

export interface News {
  place: string;
  text: string;
}

export const NEWS = topic<News>('test.news');
export const WEATHER = topic<News>('test.weather');

export const NEWS_SUBSCRIPTION = 'NewsSubscription';
const OTHER_SUBSCRIPTION = 'OtherSubscription';

/** Without places a subscriber hears of all of them. */
interface NewsDocument {
  places?: string[];
}

/** News of places, as an API would offer them: the plainest one that uses everything that subscriptions can do. */
@Injectable()
export class NewsKind implements NotificationKind<News> {
  readonly subscriptionType = NEWS_SUBSCRIPTION;
  readonly topics = [NEWS, WEATHER];
  readonly resource: ApiSubscriptionResource;
  /** How often a subscription has been asked about an event. */
  asked = 0;

  readonly index = {
    keysOfSubscription: ({ document }: Subscription) => (document as NewsDocument).places?.map((place) => `place:${place}`),
    keysOfEvent: ({ payload }: LoggedEvent<News>) => [`place:${payload.place}`],
  };

  constructor(resources: SubscriptionResources, kinds: NotificationKinds) {
    this.resource = resources.ofApi('mec011-service-management', [NEWS_SUBSCRIPTION, OTHER_SUBSCRIPTION]);
    kinds.register(this);
    kinds.register({ subscriptionType: OTHER_SUBSCRIPTION, topics: [], notificationFor: () => undefined });
  }

  notificationFor(subscription: Subscription, { topic: name, payload }: LoggedEvent<News>) {
    this.asked += 1;
    const { places } = subscription.document as NewsDocument;
    if (places && !places.includes(payload.place)) return undefined;
    return { notificationType: name === WEATHER.name ? 'WeatherNotification' : 'NewsNotification', ...payload };
  }

  testNotification(subscription: Subscription) {
    return this.resource.representation.testNotification(subscription);
  }

  expiryNotification(subscription: Subscription, expiredAt: number) {
    return this.resource.representation.expiryNotification(subscription, expiredAt);
  }
}

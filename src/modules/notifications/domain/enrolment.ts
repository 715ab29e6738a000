import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../common/clock/index.js';
import { impossible, invalid } from '../../common/problem/index.js';
import { type Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import { CallbackClient } from './callback-client.js';
import { CallbackPolicy } from './callback-policy.js';
import { type DeliveryWish, expiryOf } from './delivery-wish.js';
import type { NotificationKind } from './notification-kind.js';
import { NotificationKinds } from './notification-kinds.js';
import type { Subscription } from './subscription.js';
import { type SubscriptionOffer, Subscriptions } from './subscriptions.js';

const TOKEN_BYTES = 24;

/** Throws where the present subscription is not the one that the client takes it for. */
type Verify = (present: Subscription) => void;

/** What an API says of a subscription beside its delivery. */
export type SubscriptionContent = Pick<Subscription, 'subscriptionType' | 'appInstanceId' | 'document'>;

/** What the subscriber said of its delivery is shown as it was sent; the way that was chosen is not part of the document. */
const withDelivery = (document: unknown, { requestTestNotification, expiryDeadline }: DeliveryWish): object => ({
  ...(document as object),
  ...(requestTestNotification !== undefined && { requestTestNotification }),
  ...(expiryDeadline && { expiryDeadline }),
});

/** Makes, replaces and removes subscriptions as subscribers ask for it; they may choose how they are told, and for how long (MEC 009, 6.12a). */
@Injectable()
export class Enrolment {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly kinds: NotificationKinds,
    private readonly callbackPolicy: CallbackPolicy,
    private readonly client: CallbackClient,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a subscription. If it wants a TestNotification and has a callback, that is sent first, with one attempt.
   * @throws Problem 400 if there is no way to the subscriber or the callback is no http or https URL, 404 if there is no such application
   * instance, 422 if the deadline is past, the callback's host is not allowed or the test fails and no websocket is offered
   */
  async create(content: SubscriptionContent, wish: DeliveryWish): Promise<Subscription> {
    const offer = await this.settle({ ...content, subscriptionId: newId() }, wish);
    return this.unitOfWork.run((transaction) => this.subscriptions.create(transaction, offer));
  }

  /**
   * Replaces a subscription under its id. Events from before are still told as the former document wants it, later ones as the new one does.
   * @throws Problem as `create`, 404 if it has gone, 422 if the type is another, and what `verify` throws
   */
  async replace(present: Subscription, content: SubscriptionContent, wish: DeliveryWish, verify: Verify): Promise<Subscription> {
    verify(present);
    if (content.subscriptionType !== present.subscriptionType)
      throw impossible(`The body/subscriptionType is ${content.subscriptionType}; the subscription is of type ${present.subscriptionType}.`);
    const { subscriptionId, websocketToken } = present;
    const offer = await this.settle({ ...content, subscriptionId }, wish, websocketToken);
    return this.unitOfWork.run(async (transaction: Transaction) => {
      verify(await this.subscriptions.lock(transaction, subscriptionId));
      return this.subscriptions.replace(transaction, offer);
    });
  }

  /** @throws Problem 404 if it has gone, and what `verify` throws */
  remove(subscriptionId: string, verify: Verify): Promise<void> {
    return this.unitOfWork.run(async (transaction) => {
      const present = await this.subscriptions.lock(transaction, subscriptionId);
      verify(present);
      await this.subscriptions.remove(transaction, present);
    });
  }

  private async settle(content: SubscriptionContent & { subscriptionId: string }, wish: DeliveryWish, formerToken?: string): Promise<SubscriptionOffer> {
    const { callbackReference, requestTestNotification: testWanted = false, websockNotifConfig } = wish;
    const websocketOffered = websockNotifConfig?.requestWebsocketUri === true;
    const expiresAt = expiryOf(wish, this.clock.now());
    if (testWanted) this.kindFor(content, 'testNotification');
    if (expiresAt !== undefined) this.kindFor(content, 'expiryNotification');
    const offer = { ...content, document: withDelivery(content.document, wish), ...(expiresAt !== undefined && { expiresAt }) };
    const overWebsocket = () => ({ ...offer, websocketToken: formerToken ?? randomBytes(TOKEN_BYTES).toString('base64url'), testDue: testWanted });
    if (callbackReference === undefined) {
      if (websocketOffered) return overWebsocket();
      throw invalid('The body must have callbackReference, or websockNotifConfig with requestWebsocketUri true.', [
        { place: '', detail: 'must have callbackReference, or websockNotifConfig with requestWebsocketUri true' },
      ]);
    }
    this.callbackPolicy.require(callbackReference);
    const failure = testWanted ? await this.test(content, callbackReference) : undefined;
    if (failure === undefined) return { ...offer, callbackReference };
    if (websocketOffered) return overWebsocket();
    throw impossible(`The TestNotification to the body/callbackReference failed (${failure}), and no websocket is asked for.`);
  }

  /** Answers why the callback did not take the TestNotification, or nothing when it did. */
  private test(content: SubscriptionContent & { subscriptionId: string }, callbackReference: string): Promise<string | undefined> {
    const body = this.kindFor(content, 'testNotification').testNotification({ ...content, callbackReference, createdAt: this.clock.now() });
    return this.client.send(callbackReference, { notificationId: `${content.subscriptionId}-test`, body });
  }

  /** @throws Error if the kind does not make what its document lets subscribers ask for */
  private kindFor<Maker extends 'testNotification' | 'expiryNotification'>({ subscriptionType }: SubscriptionContent, maker: Maker) {
    const kind = this.kinds.get(subscriptionType);
    if (!kind[maker]) throw new Error(`Subscriptions of type ${subscriptionType} have no ${maker}.`);
    return kind as NotificationKind & Required<Pick<NotificationKind, Maker>>;
  }
}

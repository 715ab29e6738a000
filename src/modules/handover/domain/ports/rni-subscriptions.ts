import type { components } from '../../../../generated/mec012-rni.js';

type Body = Omit<components['schemas']['RniSubscription'], '_links'>;

/** A subscription as it is to be, without its callback. */
export type WantedSubscription = Pick<Body, 'subscriptionType'> & Record<string, unknown>;

/** The subscriptions of handover at this platform's own RNIS, made over HTTP as those of any application are. */
export abstract class RniSubscriptions {
  /**
   * Makes a subscription, or replaces the one of an id, which is made anew if it is gone.
   * @param path of the callback on this server, such as /handover/rnis/token
   * @returns its id
   * @throws Error if the RNIS refuses it or does not answer
   */
  abstract write(id: string | undefined, wanted: WantedSubscription, path: string): Promise<string>;

  /** @throws Error if the RNIS does not answer; it is none if it is gone already */
  abstract remove(id: string): Promise<void>;
}

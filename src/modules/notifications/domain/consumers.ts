import { hash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EventLog } from '../../common/events/index.js';
import { invalid, notFound } from '../../common/problem/index.js';
import type { ConsumerConnection } from './consumer-connection.js';
import { Dispatcher } from './dispatcher.js';
import type { Lane } from './lane.js';
import { seqOf } from './notification-id.js';

/** Takes a connection into use. Answers what to call when it has ended. */
type Attach = (connection: ConsumerConnection) => () => void;

const digest = (text: string) => hash('sha256', text, 'buffer');

/** Brings subscribers that open their websockets together with what waits for them. */
@Injectable()
export class Consumers {
  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly eventLog: EventLog,
  ) {}

  /**
   * Lets a subscriber connect; it goes on after the notification that it names, or else with the first one that it has not answered.
   * @throws Problem 404 if there is no such subscription or it has no websocket of this token, 400 if `after` is no id of a notification to it
   */
  admit(subscriptionId: string, token: string, after: string | null): Attach {
    const lane = this.dispatcher.find(subscriptionId);
    const { callbackReference, websocketToken } = lane?.subscription ?? {};
    if (!lane || callbackReference !== undefined || websocketToken === undefined || !timingSafeEqual(digest(websocketToken), digest(token)))
      throw notFound('There is no subscription with such a websocket.');
    const resumeAfter = after === null ? undefined : this.resumption(lane, after);
    return (connection) => {
      const before = lane.connection;
      lane.connection = connection;
      lane.resumeAfter = resumeAfter;
      before?.close('A newer connection has taken the place of this one.');
      this.dispatcher.wake(lane);
      return () => {
        if (lane.connection === connection) lane.connection = undefined;
      };
    };
  }

  private resumption(lane: Lane, after: string): number {
    const seq = seqOf(lane.subscription.subscriptionId, after);
    if (seq === undefined || seq <= lane.beginning || seq > this.eventLog.head)
      throw invalid(`The parameter after must be the id of a notification to this subscription; it is ${after}.`);
    return seq;
  }
}

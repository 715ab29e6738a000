import { Injectable } from '@nestjs/common';
import { ConfigurationError, Settings } from '../../../../config/index.js';
import { Clock } from '../../../common/clock/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import type { Transaction } from '../../../common/unit-of-work/index.js';
import type { FeedMessage } from '../feed/feed-message.js';
import { NetworkHost } from '../host/network-host.js';
import { OtherHost } from '../host/other-host.js';
import { RadioNetwork } from '../radio-network.js';
import { FollowedNetwork, type FeedSubscription } from './followed-network.js';
import { FollowerCursor } from './follower-cursor.js';
import { mirrored, settingOf } from './mirrored-portion.js';
import { isStateMessage, portionsOf } from './portions.js';

/** Milliseconds between two attempts to reach the other platform. */
const RETRY_MS = 1000;

/**
 * Shows the radio network of another platform (MEC_RAN_FEED) in the place of one of our own: takes a snapshot of it, then lets happen
 * here what its feed tells, each message with the number of it in one transaction. So nothing is missing and nothing there twice,
 * whichever of the two platforms dies.
 */
@Injectable()
export class Follower {
  private readonly stopping = new AbortController();
  /** Seq of the last message that is recorded here. */
  private recorded = 0;
  private endPause: () => void = () => undefined;
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly host: NetworkHost,
    private readonly followed: FollowedNetwork,
    private readonly cursor: FollowerCursor,
    private readonly clock: Clock,
    { ranFeed }: Settings,
    lifecycle: Lifecycle,
  ) {
    if (ranFeed === undefined) return;
    lifecycle.on('seed', () => this.keepOwnNetwork());
    lifecycle.on('start', () => void (this.work = this.followAlways(ranFeed)));
    lifecycle.on('stop', () => this.stop());
  }

  /** @throws ConfigurationError if the database has a network that is no mirror */
  private async keepOwnNetwork(): Promise<void> {
    const { isOwn, name } = await this.host.read((network, { title }) => ({ isOwn: !network.isMirror && !network.isEmpty, name: title.name }));
    if (isOwn)
      throw new ConfigurationError([
        `MEC_RAN_FEED: the database has a radio network of its own ("${name}"), which the followed one would replace. Use another DATABASE_URL, or load a scenario without base stations and UEs first.`,
      ]);
  }

  private async followAlways(feed: string): Promise<void> {
    for (let complained = false; !this.isStopping; ) {
      try {
        await this.followOnce(feed);
        complained = false;
      } catch (error) {
        if (error instanceof OtherHost || this.isStopping) return;
        if (!complained) log.warn({ err: error, feed }, 'The radio network of the other platform cannot be followed; trying again.');
        complained = true;
      }
      if (!this.isStopping) await this.pause();
    }
  }

  /** Until the connection ends. */
  private async followOnce(feed: string): Promise<void> {
    const subscription = await this.subscribe(feed);
    log.info({ feed }, 'The radio network of another platform is followed.');
    try {
      for (let messages = await subscription.next(); messages.length && !this.isStopping; messages = await subscription.next())
        for (const portion of portionsOf(messages.filter((message) => this.isNew(message)))) await this.take(feed, portion);
    } finally {
      subscription.close();
    }
    if (!this.isStopping) log.info({ feed }, 'The connection to the other platform has ended; trying again.');
  }

  /** Goes on after the last message that is recorded, or with the network as it is now. */
  private async subscribe(feed: string): Promise<FeedSubscription> {
    const known = await this.cursor.read(feed);
    const resumed = known === undefined ? undefined : await this.followed.subscribe(known, this.stopping.signal);
    this.recorded = known ?? 0;
    if (resumed) return resumed;
    if (known !== undefined) log.warn({ feed, after: known }, 'The other platform no longer tells what has happened since; its network is taken over as it is now.');
    const subscription = await this.followed.subscribe(await this.takeSnapshot(feed), this.stopping.signal);
    if (!subscription) throw new Error(`${feed} does not tell what has happened after its own snapshot.`);
    return subscription;
  }

  private async take(feed: string, portion: FeedMessage[]): Promise<void> {
    const seq = Math.max(...portion.map((message) => message.seq!));
    if (portion[0]!.kind === 'RESET') return void (await this.takeSnapshot(feed, seq));
    const record = (transaction: Transaction) => this.cursor.write(transaction, feed, seq);
    await this.host.change((network) => {
      const happened = mirrored(network, portion);
      return happened.fleeting ? happened : { ...happened, record };
    });
    if (!portion.every(isStateMessage)) this.recorded = seq;
  }

  private isNew(message: FeedMessage): boolean {
    return isStateMessage(message) || message.seq! > this.recorded;
  }

  /**
   * Replaces the network here. Answers after which message to go on.
   * @param after if others come in between: they are told in the feed, too, and end where the snapshot is
   */
  private async takeSnapshot(feed: string, after?: number): Promise<number> {
    const { snapshot, scenario } = await this.followed.snapshot(this.stopping.signal);
    const { name, description, startTime, schedule = [] } = scenario;
    const seq = after ?? snapshot.seq;
    const replacement = RadioNetwork.mirrorOf(snapshot);
    replacement.plan(schedule);
    await this.host.change(() => ({
      events: [],
      changes: [{ kind: 'RESET', time: replacement.now }],
      replacement,
      clock: settingOf(snapshot.clock),
      title: { name, ...(description !== undefined && { description }), ...(startTime !== undefined && { startTime }) },
      record: (transaction) => this.cursor.write(transaction, feed, seq),
      result: undefined,
    }));
    this.recorded = seq;
    return seq;
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.clock.after(RETRY_MS, resolve);
      this.endPause = () => {
        cancel();
        resolve();
      };
    });
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private stop(): Promise<void> {
    this.stopping.abort();
    this.endPause();
    return this.work;
  }
}

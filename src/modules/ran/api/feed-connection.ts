import type { WebSocket } from 'ws';
import { log } from '../../common/log/index.js';
import { Problem } from '../../common/problem/index.js';
import { CloseCode } from '../../common/websockets/index.js';
import type { Feed } from '../domain/feed/feed.js';
import type { FeedMessage } from '../domain/feed/feed-message.js';

/** What may wait in the memory of the platform for a follower that does not read. */
const MOST_BYTES_WAITING = 4 * 1024 * 1024;

/** Milliseconds that a follower has to read a page of what was there before it came. */
const PATIENCE_MS = 10_000;

/** One follower at its websocket. */
export class FeedConnection {
  private stopListening: () => void = () => undefined;

  constructor(
    private readonly socket: WebSocket,
    private readonly feed: Feed,
  ) {}

  /** Tells all after a number, or from now on, then the present states, then what comes. */
  async serve(after: number | undefined): Promise<void> {
    try {
      let told = after ?? this.feed.head;
      while (this.isOpen && told < this.feed.head) told = await this.tellAfter(told);
      if (!this.isOpen) return;
      // Nothing may come between the look at the head and this; what was read from the log already can still be told to listeners.
      this.stopListening = this.feed.listen((message, seq) => (seq > told ? this.send(message) : undefined));
      this.socket.once('close', this.stopListening);
      await this.feed.tellStates((message) => this.send(message));
    } catch (error) {
      log.warn({ err: error }, 'A follower of the feed is sent away.');
      const reason = error instanceof Problem ? error.detail : 'The platform failed to read its feed.';
      this.socket.close(CloseCode.tryAgainLater, reason);
    }
  }

  /** Tells what is in the log after a number, up to the number that it answers. */
  private async tellAfter(after: number): Promise<number> {
    const { messages, upTo } = await this.feed.page(after);
    await this.sendPage(messages);
    return upTo;
  }

  /** Waits until all of them have left the memory of the platform. */
  private async sendPage(messages: FeedMessage[]): Promise<void> {
    const timer = setTimeout(() => this.sendAway(), PATIENCE_MS);
    await Promise.all(messages.map((message) => new Promise<void>((resolve) => this.socket.send(JSON.stringify(message), () => resolve()))));
    clearTimeout(timer);
  }

  private send(message: string): void {
    if (!this.isOpen) return;
    this.socket.send(message);
    if (this.socket.bufferedAmount > MOST_BYTES_WAITING) this.sendAway();
  }

  private sendAway(): void {
    log.info('A follower does not read the feed; its connection is closed.');
    this.stopListening();
    this.socket.close(CloseCode.tryAgainLater, 'The feed was not read.');
  }

  private get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }
}

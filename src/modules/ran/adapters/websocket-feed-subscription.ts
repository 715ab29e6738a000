import type { WebSocket } from 'ws';
import type { FeedMessage } from '../domain/feed/feed-message.js';
import { FeedSubscription } from '../domain/follower/followed-network.js';

/** Messages that may wait here; the other side keeps those to come. */
const MOST_WAITING = 1000;

/** Milliseconds between two questions whether the other side is there still. */
const ASK_EVERY_MS = 15_000;

/** The feed of another platform at its websocket. */
export class WebsocketFeedSubscription extends FeedSubscription {
  private waiting: FeedMessage[] = [];
  private wake: () => void = () => undefined;
  private answered = true;
  private failure: Error | undefined;

  /** @param read throws if a text is no message of the feed */
  constructor(
    private readonly socket: WebSocket,
    private readonly read: (text: string) => FeedMessage,
  ) {
    super();
    socket.on('message', (message: Buffer) => this.take(message.toString()));
    socket.on('pong', () => (this.answered = true));
    const asking = setInterval(() => this.ask(), ASK_EVERY_MS);
    socket.once('close', () => {
      clearInterval(asking);
      this.wake();
    });
  }

  override async next(): Promise<FeedMessage[]> {
    while (this.waiting.length === 0 && this.socket.readyState === this.socket.OPEN) await new Promise<void>((resolve) => (this.wake = resolve));
    const messages = this.waiting;
    if (messages.length === 0 && this.failure) throw this.failure;
    this.waiting = [];
    this.socket.resume();
    return messages;
  }

  override close(): void {
    this.socket.terminate();
  }

  private take(text: string): void {
    try {
      this.waiting.push(this.read(text));
    } catch (error) {
      this.failure = error as Error;
      return this.socket.terminate();
    }
    if (this.waiting.length >= MOST_WAITING) this.socket.pause();
    this.wake();
  }

  private ask(): void {
    if (!this.answered && !this.socket.isPaused) return this.socket.terminate();
    this.answered = false;
    if (this.socket.readyState === this.socket.OPEN) this.socket.ping();
  }
}

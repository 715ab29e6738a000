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

  constructor(private readonly socket: WebSocket) {
    super();
    socket.on('message', (message: Buffer) => this.take(JSON.parse(message.toString()) as FeedMessage));
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
    this.waiting = [];
    this.socket.resume();
    return messages;
  }

  override close(): void {
    this.socket.terminate();
  }

  private take(message: FeedMessage): void {
    this.waiting.push(message);
    if (this.waiting.length >= MOST_WAITING) this.socket.pause();
    this.wake();
  }

  private ask(): void {
    if (!this.answered && !this.socket.isPaused) return this.socket.terminate();
    this.answered = false;
    if (this.socket.readyState === this.socket.OPEN) this.socket.ping();
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { log } from '../../common/log/index.js';
import { Problem } from '../../common/problem/index.js';
import { CloseCode } from '../../common/websockets/index.js';
import type { Feed } from '../domain/feed/feed.js';

/** What may wait in the memory of the platform for a follower that does not read. */
const MOST_BYTES_WAITING = 4 * 1024 * 1024;

/** Milliseconds that a follower has to read what was sent, and between two looks whether it has. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 20;

/** One follower at its websocket. */
export class FeedConnection {
  constructor(
    private readonly socket: WebSocket,
    private readonly feed: Feed,
  ) {}

  /** Tells all after a number, or from now on, then the present states, then what comes. */
  async serve(after: number | undefined): Promise<void> {
    try {
      const reached = after === undefined ? undefined : await this.catchUp(after);
      if (after !== undefined && reached === undefined) return;
      this.socket.once('close', this.feed.listen((message) => this.send(message)));
      await this.feed.tellStates((message) => this.send(message));
    } catch (error) {
      const [code, reason] = error instanceof Problem ? [CloseCode.tryAgainLater, error.detail] : [CloseCode.unexpected, 'The platform failed to read its feed.'];
      log.warn({ err: error }, 'A follower of the feed is sent away.');
      this.socket.close(code, reason);
    }
  }

  /** Answers the number of the last event, which nothing has followed yet; nothing if the follower is gone. */
  private async catchUp(after: number): Promise<number | undefined> {
    let reached = after;
    do {
      const { messages, upTo } = await this.feed.page(reached);
      for (const message of messages) this.send(JSON.stringify(message));
      reached = upTo;
      if (!(await this.hasRead())) return undefined;
    } while (reached < this.feed.head);
    return reached;
  }

  private async hasRead(): Promise<boolean> {
    for (const deadline = Date.now() + PATIENCE_MS; this.isOpen && this.socket.bufferedAmount > 0; await pause(LOOK_EVERY_MS)) {
      if (Date.now() > deadline) this.sendAway();
    }
    return this.isOpen;
  }

  private send(message: string): void {
    if (!this.isOpen) return;
    this.socket.send(message);
    if (this.socket.bufferedAmount > MOST_BYTES_WAITING) this.sendAway();
  }

  private sendAway(): void {
    log.info('A follower of the feed does not read; its connection is closed.');
    this.socket.close(CloseCode.tryAgainLater, 'The feed was not read.');
  }

  private get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import { monotonicTime } from '../measurement/monotonic-time.js';

const EVERY_MS = 20;
/** A cloud that is silent is as good as none. */
const SILENCE_MS = 1000;

/** What a client has seen, in milliseconds. */
export interface Seen {
  /** The longest time between two answers that were right, one after the other. */
  gap: number;
  polls: number;
  failures: number;
}

/** A client that asks for a page every 20 ms, one question at a time. */
export class Poller {
  private readonly goodAt: number[] = [];
  private polls = 0;
  private isOver = false;
  private readonly polling: Promise<void>;

  /** @param where whom it asks next */
  constructor(private readonly where: () => Promise<string>) {
    this.polling = this.poll();
  }

  async end(): Promise<Seen> {
    this.isOver = true;
    await this.polling;
    const gaps = this.goodAt.slice(1).map((at, before) => at - this.goodAt[before]!);
    return { gap: Math.max(...gaps), polls: this.polls, failures: this.polls - this.goodAt.length };
  }

  private async poll(): Promise<void> {
    for (let next = monotonicTime(); !this.isOver; next = Math.max(next + EVERY_MS, monotonicTime())) {
      await pause(next - monotonicTime());
      this.polls++;
      if (await this.isAnswered()) this.goodAt.push(monotonicTime());
    }
  }

  private async isAnswered(): Promise<boolean> {
    try {
      const { statusCode, body } = await request(await this.where(), { signal: AbortSignal.timeout(SILENCE_MS) });
      await body.dump();
      return statusCode === 200;
    } catch (error) {
      if (isAbsence(error)) return false;
      throw error;
    }
  }
}

/** Nobody listens there, or no longer. */
const isAbsence = (error: unknown): boolean =>
  ['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET'].includes((error as NodeJS.ErrnoException).code ?? '') || (error as Error).name === 'TimeoutError';

import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import type { UpstreamAnswer } from '../wire/upstream-answer.js';

const MOST_BYTES = 16 * 2 ** 20;
/** About what an answer costs beside its bytes. */
const OVERHEAD_BYTES = 500;
/** No answer is kept longer, in seconds. */
const LONGEST_LIFETIME = 86_400;

interface Entry {
  answer: UpstreamAnswer;
  storedAt: number;
}

const sizeOf = ({ bytes, ttlsAt }: UpstreamAnswer) => OVERHEAD_BYTES + bytes.length + 8 * ttlsAt.length;

/** What upstream servers have said, for as long as they allow. What was not asked for longest goes first when there is too much. */
@Injectable()
export class AnswerCache {
  private readonly entries = new Map<string, Entry>();
  private bytes = 0;

  constructor(private readonly clock: Clock) {}

  /** The answer, and its age in seconds. */
  find(key: string): { answer: UpstreamAnswer; age: number } | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    const age = Math.max(0, Math.floor((this.clock.now() - entry.storedAt) / 1000));
    this.forget(key, entry);
    if (age >= Math.min(entry.answer.lifetime, LONGEST_LIFETIME)) return undefined;
    this.keep(key, entry);
    return { answer: entry.answer, age };
  }

  put(key: string, answer: UpstreamAnswer): void {
    const present = this.entries.get(key);
    if (present) this.forget(key, present);
    if (answer.lifetime === 0) return;
    this.keep(key, { answer, storedAt: this.clock.now() });
    for (const [oldest, entry] of this.entries) {
      if (this.bytes <= MOST_BYTES) return;
      this.forget(oldest, entry);
    }
  }

  /** The last one kept is the last to go. */
  private keep(key: string, entry: Entry): void {
    this.entries.set(key, entry);
    this.bytes += sizeOf(entry.answer);
  }

  private forget(key: string, { answer }: Entry): void {
    this.entries.delete(key);
    this.bytes -= sizeOf(answer);
  }
}

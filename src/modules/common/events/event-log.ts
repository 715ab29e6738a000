import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThan } from 'typeorm';
import { Clock } from '../clock/index.js';
import { log } from '../log/index.js';
import { Database, managerOf, sql } from '../persistence/index.js';
import type { Transaction } from '../unit-of-work/index.js';
import { EventRow } from './event.entity.js';
import { entryOf, type LogEntry, type LoggedEvent, type Topic } from './topic.js';

type Follower = (event: LoggedEvent<never>) => void;

/** Any constant: units that record events take this lock on PostgreSQL, so that numbers follow the order of the commits. */
const NUMBERING_LOCK = 20_260_011;
const PAGE = 1000;
const RETRY_MS = 1000;
/** Events that are recorded by one statement. */
const AT_ONCE = 200;

/**
 * One row for every change, written in the transaction of the change. Whatever is derived from the changes (indexes in
 * memory, notifications) follows the log, and so learns of the changes of other processes as it does of our own.
 */
@Injectable()
export class EventLog {
  private readonly followers = new Map<string, Follower[]>();
  private applied = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Number of the last event that the followers have seen. */
  get head(): number {
    return this.applied;
  }

  /** Records a change; followers see it after the commit. Answers its number. */
  append<Payload>(transaction: Transaction, topic: Topic<Payload>, payload: Payload): Promise<number> {
    return this.appendAll(transaction, [entryOf(topic, payload)]);
  }

  /** Records changes in their order; at least one. Answers the number of the last. */
  async appendAll(transaction: Transaction, entries: readonly LogEntry[]): Promise<number> {
    const manager = managerOf(transaction);
    const recordedAt = this.clock.now();
    if (this.database.kind === 'postgres') await sql(manager, 'SELECT pg_advisory_xact_lock(?)', [NUMBERING_LOCK]);
    let seq = 0;
    for (const together of portions(entries, this.database.kind)) {
      seq = await insert(manager, together, recordedAt);
      together.forEach(({ topic, payload }, index) => {
        const event = { seq: seq - together.length + 1 + index, topic, payload, recordedAt };
        transaction.afterCommit(() => this.committed(event));
      });
    }
    return seq;
  }

  /** Calls `follower` for every event of the topic from now on, once each, in order. It must not throw. */
  follow<Payload>({ name }: Topic<Payload>, follower: (event: LoggedEvent<Payload>) => void): void {
    this.followers.set(name, [...(this.followers.get(name) ?? []), follower]);
  }

  /** Goes to the end of the log without telling the followers: they read the present state from their tables afterwards. */
  async skipToEnd(): Promise<void> {
    const [row] = await this.database.read((manager) => sql<{ last: number | string | null }>(manager, 'SELECT max(seq) AS last FROM event'));
    this.applied = Number(row!.last ?? 0);
  }

  /** Reads events after a number, oldest first. */
  async read(after: number, limit = PAGE): Promise<LoggedEvent[]> {
    return this.database.read((manager) => manager.find(EventRow, { where: { seq: MoreThan(after) }, order: { seq: 'ASC' }, take: limit }));
  }

  /** Tells the followers what other processes have committed meanwhile. */
  async catchUp(): Promise<void> {
    let page: LoggedEvent[];
    do {
      page = await this.read(this.applied);
      for (const event of page) this.apply(event);
    } while (page.length === PAGE);
  }

  /** Removes events up to a number that are older than a time; the newest stays, since the next takes its number from it. */
  async trim(transaction: Transaction, upTo: number, olderThan: number): Promise<void> {
    const statement = 'DELETE FROM event WHERE seq <= ? AND recorded_at < ? AND seq < (SELECT max(seq) FROM event)';
    await sql(managerOf(transaction), statement, [upTo, olderThan]);
  }

  private committed(event: LoggedEvent): void | Promise<void> {
    return event.seq > this.applied + 1 ? this.catchUpSoon() : this.apply(event);
  }

  /** As `catchUp`, again and again until the database answers. */
  private async catchUpSoon(): Promise<void> {
    try {
      await this.catchUp();
    } catch (error) {
      log.warn({ err: error }, 'The changes of other processes could not be read; trying again.');
      this.clock.after(RETRY_MS, () => void this.catchUpSoon());
    }
  }

  private apply(event: LoggedEvent): void {
    if (event.seq <= this.applied) return;
    this.applied = event.seq;
    for (const follower of this.followers.get(event.topic) ?? []) follower(event as LoggedEvent<never>);
  }
}

/** One by one on SQLite, where a statement is no round trip and is prepared once. */
function* portions(entries: readonly LogEntry[], kind: Database['kind']): Generator<readonly LogEntry[]> {
  const size = kind === 'postgres' ? AT_ONCE : 1;
  for (let index = 0; index < entries.length; index += size) yield entries.slice(index, index + size);
}

/** Answers the number of the last. */
async function insert(manager: EntityManager, entries: readonly LogEntry[], recordedAt: number): Promise<number> {
  const rows = entries.map((_entry, index) => `SELECT (SELECT coalesce(max(seq), 0) FROM event) + ${index + 1}, CAST(? AS text), CAST(? AS text), CAST(? AS bigint)`);
  const values = entries.flatMap(({ topic, payload }) => [topic, JSON.stringify(payload), recordedAt]);
  const inserted = await sql<{ seq: number | string }>(manager, `INSERT INTO event (seq, topic, payload, recorded_at) ${rows.join(' UNION ALL ')} RETURNING seq`, values);
  return Math.max(...inserted.map(({ seq }) => Number(seq)));
}

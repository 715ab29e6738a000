import type { ApiDocuments } from '../../common/operation/index.js';
import type { Fault } from '../../common/problem/index.js';
import type { FeedMessage } from '../domain/feed/feed-message.js';
import type { ToldSnapshot } from '../domain/mirror/mirror-of.js';
import type { Scenario } from '../domain/types.js';

type Check = (content: unknown) => Fault[];

const isTime = (time: unknown): boolean => typeof time === 'string' && !Number.isNaN(Date.parse(time));

/** Reads what another platform tells of its radio network, and believes only what its document allows. */
export class ToldReader {
  private readonly check: (schema: string) => Check;

  constructor(documents: ApiDocuments) {
    const checks = new Map<string, Check>();
    this.check = (schema) => {
      const check = checks.get(schema) ?? documents.faultFinder('ran', { $ref: `#/components/schemas/${schema}` });
      checks.set(schema, check);
      return check;
    };
  }

  /** @throws Error if it is no message of a feed */
  message(text: string): FeedMessage {
    const message = this.read<FeedMessage>('FeedMessage', text);
    // A document lets those leave them out who post events, but no feed does.
    if (!Number.isSafeInteger(message.seq) || !isTime(message.time)) throw new Error('A message of the feed lacks its seq or its time.');
    return message;
  }

  /** @throws Error if it is none */
  snapshot(text: string): ToldSnapshot {
    const snapshot = this.read<ToldSnapshot>('Snapshot', text);
    if (!isTime(snapshot.clock.time)) throw new Error('The snapshot lacks the time of its clock.');
    return snapshot;
  }

  /** @throws Error if it is none */
  scenario(text: string): Scenario {
    return this.read<Scenario>('Scenario', text);
  }

  private read<Content>(schema: string, text: string): Content {
    const content: unknown = JSON.parse(text);
    const [fault] = this.check(schema)(content);
    if (fault) throw new Error(`What the other platform tells is no ${schema}: ${fault.place} ${fault.detail}.`);
    return content as Content;
  }
}

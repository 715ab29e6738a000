import type { FeedMessage } from '../feed/feed-message.js';
import { isRemoval } from '../host/ran-log.js';

/** Removals come after events, and events after other changes: in this order one change of the network records what it has led to. */
function rankOf(message: FeedMessage): number {
  if (!isChange(message)) return 1;
  return isRemoval(message) ? 2 : 0;
}

export type ChangeMessage = Extract<FeedMessage, { kind: 'BASE_STATION' | 'CELL' | 'UE' | 'CONFIGURATION' | 'CLOCK' | 'RESET' }>;

const CHANGES: ReadonlySet<string> = new Set<ChangeMessage['kind']>(['BASE_STATION', 'CELL', 'UE', 'CONFIGURATION', 'CLOCK', 'RESET']);

export const isChange = (message: FeedMessage): message is ChangeMessage => CHANGES.has(message.kind);

export const isStateMessage = ({ kind }: FeedMessage): boolean => kind === 'UE_STATE' || kind === 'CELL_STATE';

/** Cuts messages into portions that can each be recorded at once in their order; RESET stands alone. */
export function portionsOf(messages: FeedMessage[]): FeedMessage[][] {
  const portions: FeedMessage[][] = [];
  let last: FeedMessage | undefined;
  for (const message of messages) {
    const fits = last && last.kind !== 'RESET' && message.kind !== 'RESET' && rankOf(message) >= rankOf(last);
    if (fits) portions.at(-1)!.push(message);
    else portions.push([message]);
    last = message;
  }
  return portions;
}

import { log } from '../../../common/log/index.js';
import { Problem } from '../../../common/problem/index.js';
import type { FeedMessage } from '../feed/feed-message.js';
import { understood } from '../feed/understood-event.js';
import type { Happened } from '../host/happened.js';
import { isState, type RanChange } from '../host/ran-log.js';
import type { RanEvent } from '../network/events.js';
import type { RadioNetwork } from '../radio-network.js';
import type { ClockSetting } from '../types.js';
import { type ChangeMessage, isChange } from './portions.js';

/** The change that the operator of the other platform has made, as it is recorded there. */
function changeFrom({ seq: _seq, time, ...change }: ChangeMessage): RanChange {
  const told = { ...change, time: Date.parse(time) };
  return (told.kind === 'CLOCK' ? { ...told, clock: settingOf(told.clock) } : told);
}

export const settingOf = ({ mode, speed = 1, state = 'RUNNING' }: { mode: ClockSetting['mode']; speed?: number; state?: ClockSetting['state'] }): ClockSetting => ({ mode, speed, state });

/** An event that names what nobody has told of is left out: of a network that was replaced meanwhile, parts may be gone. */
function eventFrom(message: Exclude<FeedMessage, ChangeMessage>, network: RadioNetwork): RanEvent[] {
  try {
    return [understood(message, { ue: (id) => network.ueIdentity(id), cell: (id) => network.cellIdentity(id) })];
  } catch (error) {
    if (!(error instanceof Problem && error.status === 404)) throw error;
    log.warn({ seq: message.seq, kind: message.kind, reason: error.detail }, 'A message of the followed network cannot be understood.');
    return [];
  }
}

/** Lets a portion of messages happen in the mirror. */
export function mirrored(network: RadioNetwork, portion: FeedMessage[]): Happened<undefined> {
  const events: RanEvent[] = [];
  const changes: RanChange[] = [];
  let clock: ClockSetting | undefined;
  for (const message of portion) {
    if (isChange(message)) {
      const change = changeFrom(message);
      network.mirrorChange(change);
      changes.push(change);
      if (change.kind === 'CLOCK') clock = change.clock;
    } else {
      for (const event of eventFrom(message, network)) {
        network.mirror(event);
        events.push(event);
      }
    }
  }
  return { events, changes, ...(clock && { clock }), ...(changes.length === 0 && events.every(isState) && { fleeting: true }), result: undefined };
}

import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../../support/eventually.js';
import type { Passage } from '../../support/network-agent.js';
import { atRest } from '../world.js';
import type { PlatformPair } from './platform-pair.js';
import { handoverToB } from './radio.js';
import { addressOfUe, SERVICE, SERVICE_PORT, type Site, SITES, type TwoSites } from './two-sites.js';

/** So long a UE is looked at before and after it has moved. */
const BEFORE_MS = 100;
export const AFTER_MS = 300;

/** What happens at the platforms beside the move of the UE. */
export interface Way {
  rulesAt: Site[];
  /** Before the UE moves, told that it is going to. */
  prepared?: (pair: PlatformPair, ue: number) => Promise<void>;
  /** After it has moved. @returns milliseconds since 1970 at which the rules were active at b, and microseconds for which the platform says it took */
  handedOver?: (pair: PlatformPair, ue: number) => Promise<{ activeAt: number; attachToActive: number }>;
}

/** How one UE fared that went from a to b. */
export interface Crossing {
  sent: number;
  /** Datagrams sent in a millisecond. */
  pace: number;
  lost: number;
  /** Datagrams that were echoed more than once. */
  doubled: number;
  /** Who has echoed the last datagram that was. */
  servedBy: string;
  /** The longest time in milliseconds without a datagram that is echoed. */
  silence: number;
  /** Milliseconds from the move to the rules being active at b. */
  window?: number;
  attachToActive?: number;
  states: Record<Site, string[]>;
}

function figuresOf({ sent, echoes }: Passage): Pick<Crossing, 'sent' | 'pace' | 'lost' | 'doubled' | 'servedBy' | 'silence'> {
  const echoed = [...new Set(echoes.map(([number]) => number))].sort((one, other) => one - other);
  const served = [...echoed.map((number) => sent[number]!), sent.at(-1)!];
  return {
    sent: sent.length,
    pace: (sent.length - 1) / (sent.at(-1)! - sent[0]!),
    lost: sent.length - echoed.length,
    doubled: echoes.length - echoed.length,
    servedBy: echoes.find(([number]) => number === echoed.at(-1))![1],
    silence: Math.max(...served.slice(1).map((at, index) => at - served[index]!)),
  };
}

/**
 * The way back changes when packets of the UE have come the new way, as it does in an E-UTRAN (3GPP TS 36.300, 10.1.2.1.1). Answers that came by
 * way of b before them would seem to begin the connection there, and no rule on flows would take it.
 */
async function changeLink({ uplink, downlink, leave }: ReturnType<TwoSites['moveToB']>, countSent: () => Promise<number>): Promise<void> {
  await uplink();
  const sent = await countSent();
  await eventually(async () => expect(await countSent()).toBeGreaterThan(sent + 1));
  await downlink();
  await leave();
}

/** Lets a UE that nobody knows yet go from a to b while it sends. The move waits for nobody. */
export async function cross(pair: PlatformPair, { rulesAt, prepared, handedOver }: Way, ue: number): Promise<Crossing> {
  pair.sites.beAtA();
  await pair.addUe(ue);
  for (const site of rulesAt) pair.addRule(site, ue);
  const [move, tell] = [pair.sites.moveToB(), pair.tellAtOnce(handoverToB(ue, 3))];
  const train = await pair.sites.ue.train(addressOfUe(ue), SERVICE, SERVICE_PORT);
  await eventually(async () => expect((await train.passage()).echoes.at(-1)?.[1]).toBe('app-a'));
  pair.tell(handoverToB(ue, 1));
  await prepared?.(pair, ue);
  await pause(BEFORE_MS);

  const movedAt = Date.now();
  await Promise.all([changeLink(move, async () => (await train.passage()).sent.length), tell(), pause(AFTER_MS)]);

  const handover = await handedOver?.(pair, ue);
  await train.stop();
  await atRest(async () => (await train.passage()).echoes.length);
  const states = Object.fromEntries(SITES.map((site) => [site, pair.statesOfRules(site, ue)])) as Crossing['states'];
  return { ...figuresOf(await train.passage()), ...(handover && { window: handover.activeAt - movedAt, attachToActive: handover.attachToActive }), states };
}

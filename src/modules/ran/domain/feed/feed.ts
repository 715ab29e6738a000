import { Injectable } from '@nestjs/common';
import { EventLog, type LoggedEvent } from '../../../common/events/index.js';
import { log } from '../../../common/log/index.js';
import { Problem } from '../../../common/problem/index.js';
import { NetworkHost } from '../host/network-host.js';
import { type LastingEvent, RAN_CHANGE, RAN_EVENT, type RanChange, type StateEvent } from '../host/ran-log.js';
import type { RadioNetwork } from '../radio-network.js';
import type { ToldCellState, ToldUeState } from '../types.js';
import { type FeedMessage, messageOfChange, messageOfEvent, messageOfState } from './feed-message.js';

/**
 * Takes messages as they come, as JSON. It must not throw.
 * @param seq of what is kept; Infinity of a state, which can always be told
 */
type FeedListener = (message: string, seq: number) => void;

/** Messages of the log, and up to where it was read for them. */
interface FeedPage {
  messages: FeedMessage[];
  upTo: number;
}

const PAGE = 1000;

/** All that happens in the network, for those who follow it. */
@Injectable()
export class Feed {
  private readonly listeners = new Set<FeedListener>();
  /** Keys of states that listeners have not been told of yet. */
  private readonly changed = new Set<string>();

  constructor(
    private readonly eventLog: EventLog,
    private readonly host: NetworkHost,
  ) {
    eventLog.follow(RAN_EVENT, ({ payload, seq }) => this.tell(() => messageOfEvent(payload, seq), seq));
    eventLog.follow(RAN_CHANGE, ({ payload, seq }) => this.tell(() => messageOfChange(payload, seq), seq));
    host.onStates((states) => this.noteStates(states));
  }

  /** Number of the last event that listeners have been told of. */
  get head(): number {
    return this.eventLog.head;
  }

  /** How many listen. */
  get listening(): number {
    return this.listeners.size;
  }

  /**
   * Refuses to go on after a message that nobody can go on after.
   * @throws Problem 410 if messages after it are gone, or if there has never been such a message
   */
  async requireKept(after: number): Promise<void> {
    const [next] = await this.eventLog.read(Math.max(0, after - 1), 1);
    const isKept = next ? next.seq <= after + 1 : after === 0;
    if (!isKept) throw new Problem(410, next ? `The feed begins after ${next.seq - 1}.` : `There has been no message ${after}.`);
  }

  /** The messages after a number, as far as one reading of the log leads. @throws Problem 410 as `requireKept` */
  async page(after: number): Promise<FeedPage> {
    const logged = await this.eventLog.read(after, PAGE);
    if (logged[0] && logged[0].seq !== after + 1) throw new Problem(410, `The feed begins after ${logged[0].seq - 1}.`);
    return { messages: logged.flatMap(messageOf), upTo: logged.at(-1)?.seq ?? after };
  }

  /** The first messages after a number, a thousand at most; none only if there are none. @throws Problem 410 as `requireKept` */
  async messages(after: number): Promise<FeedMessage[]> {
    await this.requireKept(after);
    let page = await this.page(after);
    for (let at = after; page.messages.length === 0 && page.upTo > at; page = await this.page(at)) at = page.upTo;
    return page.messages;
  }

  /** Calls `listener` with every message to come. Answers what ends that. */
  listen(listener: FeedListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** The states of all cells and UEs at this moment, told to one listener. */
  tellStates(listener: FeedListener): Promise<void> {
    return this.host.read((network) => {
      for (const message of statesOf(network, this.head, () => true)) listener(JSON.stringify(message), Infinity);
    });
  }

  /** What listeners are told is the present state, since other events may have come after the one that it stood in. */
  private noteStates(states: StateEvent[]): void {
    if (this.listeners.size === 0) return;
    const isNoted = this.changed.size > 0;
    for (const state of states) this.changed.add(keyOf(state.kind, state.state));
    if (!isNoted) void this.tellNotedStates();
  }

  private async tellNotedStates(): Promise<void> {
    try {
      await this.host.read((network) => {
        for (const message of statesOf(network, this.head, (key) => this.changed.has(key))) this.tell(() => message, Infinity);
        this.changed.clear();
      });
    } catch (error) {
      this.changed.clear();
      log.warn({ err: error }, 'The states of the radio network could not be told; the next ones are told again.');
    }
  }

  private tell(message: () => FeedMessage, seq: number): void {
    if (this.listeners.size === 0) return;
    const json = JSON.stringify(message());
    for (const listener of this.listeners) listener(json, seq);
  }
}

function messageOf({ topic, payload, seq }: LoggedEvent): FeedMessage[] {
  if (topic === RAN_EVENT.name) return [messageOfEvent(payload as LastingEvent, seq)];
  return topic === RAN_CHANGE.name ? [messageOfChange(payload as RanChange, seq)] : [];
}

type State = Parameters<typeof messageOfState>[2];

const keyOf = (kind: State['kind'], state: ToldUeState | ToldCellState): string => `${kind} ${'ue' in state ? state.ue : state.cell}`;

function statesOf(network: RadioNetwork, seq: number, isWanted: (key: string) => boolean): FeedMessage[] {
  const states: State[] = [
    ...network.cells().flatMap(({ id }) => (isWanted(`CELL_STATE ${id}`) ? [{ kind: 'CELL_STATE' as const, state: network.cellState(id) }] : [])),
    ...network.ues().flatMap(({ id }) => (isWanted(`UE_STATE ${id}`) ? [{ kind: 'UE_STATE' as const, state: network.ueState(id) }] : [])),
  ];
  return states.map((state) => messageOfState(network.now, seq, state));
}

import type { EventLog } from '../../../src/modules/common/events/index.js';
import { Turns } from '../../../src/modules/common/turns/index.js';
import type { NetworkHost } from '../../../src/modules/ran/index.js';
import { isLasting, isState, type RanChange } from '../../../src/modules/ran/domain/host/ran-log.js';
import type { RanEvent } from '../../../src/modules/ran/domain/network/events.js';
import { RadioNetwork } from '../../../src/modules/ran/domain/radio-network.js';
import { build } from '../../support/ran-road.js';
import { START } from '../ran-scenes.js';

type Listener = (told: never) => void;

/** Tells of a radio network as NetworkHost and the log do, without recording it. */
export class EmulatedHost {
  readonly turns = new Turns();
  /** How often somebody has looked. */
  looks = 0;
  failure: Error | undefined;
  network = RadioNetwork.create({ now: START });
  private readonly followers = new Map<string, Listener>();
  private readonly states: Listener[] = [];
  private readonly changes: Listener[] = [];

  constructor() {
    build(this.network);
  }

  readonly host = {
    read: (look: (network: RadioNetwork) => unknown) =>
      this.turns.take(() => {
        this.looks++;
        if (this.failure) throw this.failure;
        return look(this.network);
      }),
    onStates: (listener: Listener) => void this.states.push(listener),
    onChange: (listener: Listener) => void this.changes.push(listener),
  } as unknown as NetworkHost;

  readonly eventLog = { follow: ({ name }: { name: string }, follower: Listener) => void this.followers.set(name, follower) } as unknown as EventLog;

  /** Another network takes the place of this one. */
  replace(network: RadioNetwork): void {
    this.network = network;
    this.tell([], [{ kind: 'RESET', time: network.now }]);
  }

  /** Lets time pass without telling of it what is not told: states once a second, events as they happen. */
  pass(milliseconds: number): RanEvent[] {
    const events = this.network.advance(milliseconds);
    this.tellEvents(events);
    return events;
  }

  tell(events: readonly RanEvent[], changes: readonly RanChange[] = []): void {
    for (const payload of changes) this.followers.get('ran.change')!({ payload } as never);
    this.tellEvents(events);
    for (const listener of this.changes) listener({ network: this.network } as never);
  }

  tellEvents(events: readonly RanEvent[], { lasting = true, states = true } = {}): void {
    if (lasting) for (const payload of events.filter(isLasting)) this.followers.get('ran.event')!({ payload } as never);
    const told = events.filter(isState);
    if (states && told.length > 0) for (const listener of this.states) listener(told as never);
  }
}

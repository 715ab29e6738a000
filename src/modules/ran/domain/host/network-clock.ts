import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Settings } from '../../../../config/index.js';
import { type Cancel, Clock } from '../../../common/clock/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { conflict, unavailable } from '../../../common/problem/index.js';
import { Turns } from '../../../common/turns/index.js';
import type { RadioNetwork } from '../radio-network.js';
import type { ClockSetting } from '../types.js';
import type { HostedNetwork } from './hosted-network.js';
import { NetworkHost } from './network-host.js';
import { OtherHost } from './other-host.js';
import { Pace } from './pace.js';

/** `time` is in milliseconds since 1970 on the network's clock. */
export type ClockView = ClockSetting & { time: number };

/** Milliseconds of this process that are spent on the network at once, and the least between two times. */
const AT_ONCE = 10;
/** Milliseconds between two looks at a network in which nothing can happen. */
const IDLE = 1000;
/** Milliseconds after a failure. */
const RETRY = 1000;

const viewOf = ({ network, clock }: HostedNetwork): ClockView => ({ ...clock, time: network.now });
const passesByItself = ({ mode, state }: ClockSetting): boolean => mode === 'REAL_TIME' && state === 'RUNNING';
const hasPace = ({ network, clock }: HostedNetwork): boolean => passesByItself(clock) && !network.isMirror;

const isSame = (one: HostedNetwork | undefined, other: HostedNetwork): boolean => one?.network === other.network && one.clock === other.clock;

/** @throws Problem 409 */
function requireSteppable(hosted: HostedNetwork): HostedNetwork {
  if (passesByItself(hosted.clock)) throw conflict('The time passes by itself; only a clock that is stepped or paused can be stepped.');
  requireOwn(hosted.network);
  return hosted;
}

/** @throws Problem 409 */
function requireOwn({ isMirror }: RadioNetwork): void {
  if (isMirror) throw conflict('The network shows that of another platform and goes by its clock; a reset makes it one of our own.');
}

/** Lets others have their turn. */
const turn = () => new Promise(setImmediate);

/** The clock of the network: it runs as the platform's does, faster or slower, stands still, or goes by steps. It never goes back but by a reset. */
@Injectable()
export class NetworkClock implements OnModuleDestroy {
  private readonly steps = new Turns();
  private readonly rounds = new Turns();
  private running = false;
  private stopping = false;
  private hosted: HostedNetwork | undefined;
  /** While time passes by itself. */
  private pace: Pace | undefined;
  private cancel: Cancel | undefined;

  /** A network that follows another platform's has no clock of its own. */
  constructor(
    private readonly host: NetworkHost,
    private readonly clock: Clock,
    { ranFeed }: Settings,
    lifecycle: Lifecycle,
  ) {
    host.onChange((hosted) => this.goBy(hosted));
    if (ranFeed !== undefined) return;
    lifecycle.on('start', () => this.start());
    lifecycle.on('stop', () => this.stop());
  }

  async read(): Promise<ClockView> {
    // Such a network is looked at seldom.
    if (this.hosted?.network.isEmpty) await this.catchUp();
    return this.host.read((_network, hosted) => viewOf(hosted));
  }

  /** The time goes on from where it is. @throws Problem 409 if the network shows another platform's */
  async set(clock: ClockSetting): Promise<ClockView> {
    const view = await this.host.change((network) => {
      requireOwn(network);
      return { events: [], changes: [{ kind: 'CLOCK', time: network.now, clock }], clock, result: { ...clock, time: network.now } };
    });
    await this.host.tellStates();
    return view;
  }

  /**
   * Lets time pass and answers when all has happened. A death in between leaves what has happened by then.
   * @param duration milliseconds, rounded up to whole steps of the emulation
   * @throws Problem 409 while time passes by itself, if the network shows another platform's, or if the network or the setting of its clock
   * becomes another meanwhile; 503 if the platform stops meanwhile
   */
  step(duration: number): Promise<ClockView> {
    return this.steps.take(async () => {
      const begun = await this.host.read((_network, hosted) => requireSteppable(hosted));
      const { step } = begun.network;
      let left = Math.ceil(duration / step) * step;
      const due = () => (isSame(this.hosted, begun) ? left : 0);
      for (let passed = -1; left > 0 && passed !== 0; left -= passed) {
        if (this.stopping) throw unavailable('The platform stops.');
        passed = await this.host.pass(due, AT_ONCE);
        await turn();
      }
      if (!isSame(this.hosted, begun)) throw conflict('The network or its clock was set while it was stepped, which ended the step.');
      await this.host.tellStates();
      return this.read();
    });
  }

  /** Requests that run are waited for, so this comes before the phase in which the others stop. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  private start(): void {
    this.running = true;
    if (this.hosted) this.beginAnew(this.hosted);
  }

  private stop(): Promise<void> {
    this.running = false;
    this.cancel?.();
    return this.rounds.take(() => undefined);
  }

  private goBy(hosted: HostedNetwork): void {
    const isKnown = isSame(this.hosted, hosted);
    this.hosted = hosted;
    if (this.running && !isKnown) this.beginAnew(hosted);
  }

  private beginAnew(hosted: HostedNetwork): void {
    this.cancel?.();
    this.pace = hasPace(hosted) ? new Pace(this.clock, hosted.clock.speed) : undefined;
    this.waitForStep();
  }

  private waitForStep(): void {
    if (!this.hosted || !this.pace) return;
    const { network } = this.hosted;
    this.wait(Math.max(this.pace.until(network.step), network.isEmpty ? IDLE : AT_ONCE));
  }

  private wait(milliseconds: number): void {
    this.cancel?.();
    if (this.running && this.pace) this.cancel = this.clock.after(milliseconds, () => void this.catchUp());
  }

  /** Lets all time pass that is due. */
  private catchUp(): Promise<void> {
    const { pace } = this;
    return this.rounds.take(() => pace && this.passTime(pace));
  }

  /** Ends when the network has caught up, or goes by another pace. */
  private async passTime(pace: Pace): Promise<void> {
    try {
      for (let passed = -1; this.running && pace === this.pace && passed !== 0; pace.pay(passed)) {
        passed = await this.host.pass(() => (pace === this.pace ? pace.owed() : 0), AT_ONCE);
        await turn();
      }
      if (pace === this.pace) this.waitForStep();
    } catch (error) {
      if (error instanceof OtherHost) return;
      log.warn({ err: error }, 'The radio network could not go on; trying again.');
      if (pace === this.pace) this.wait(RETRY);
    }
  }
}

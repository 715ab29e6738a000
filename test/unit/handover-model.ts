import { isStale, nextEpoch } from '../../src/modules/handover/domain/epochs.js';
import { isOver, type SourceEvent, type SourceState, sourceStates } from '../../src/modules/handover/domain/states/source-states.js';
import { isActive, type TargetState, targetStates } from '../../src/modules/handover/domain/states/target-states.js';
import type { Random } from '../support/process-random.js';

interface Outgoing { id: number; epoch: number; peer: number; state: SourceState; supersedes?: number | undefined }
interface Incoming { id: number; epoch: number; peer: number; state: TargetState }
type Kind = 'transfer' | 'cancellation' | 'completion' | 'rejection' | 'status';
type Answer = SourceState | TargetState | 'REFUSED' | 'STALE' | 'UNKNOWN' | 'ACTIVE';
interface Message { to: number; from: number; kind: Kind; id: number; epoch: number; exchange: number; answer?: Answer; current?: number }

const REPEATED = { CANCELLING: 'cancellation', TRANSFERRING: 'transfer', TRANSFERRED: 'status', ATTACHED: 'status' } as const;
const CANCELLABLE: readonly SourceState[] = ['TRANSFERRING', 'TRANSFERRED', 'ATTACHED'];
const LATE_TOO: readonly SourceState[] = ['SUPERSEDED', 'CANCELLED', 'FAILED'];

/** What all platforms share: where the UE is, and a network that keeps nothing in order. */
export class World {
  ueAt = 0;
  calm = false;
  ids = 0;
  exchanges = 0;
  readonly messages: Message[] = [];
  readonly story: string[] = [];
  readonly platforms: Platform[];

  constructor(readonly random: Random, platforms: number) {
    this.platforms = Array.from({ length: platforms }, (_, index) => new Platform(this, index));
    this.platforms[0]!.inEffect = this.platforms[0]!.recorded = true;
  }

  owners(): number[] {
    return this.platforms.filter(({ inEffect }) => inEffect).map(({ index }) => index);
  }

  tell(text: string): void {
    this.story.push(text);
  }

  send(message: Message): void {
    this.messages.push(message);
  }

  /** Any message at any time; in a storm it may get lost, or come once more later. */
  deliver(): void {
    const { random, messages, calm } = this;
    if (!messages.length) return;
    const at = random.below(messages.length);
    const message = messages[at]!;
    if (calm || !random.chance(0.2)) messages.splice(at, 1);
    if (calm || !random.chance(0.2)) this.platforms[message.to]!.receive(message);
  }

  chance(probability: number): boolean {
    return !this.calm && this.random.chance(probability);
  }

  /** One step of anybody. */
  step(): void {
    const { random, platforms } = this;
    const turn = random.below(10);
    if (turn < 5) this.deliver();
    else if (turn < 9) random.pick(platforms).act();
    else if (this.chance(0.4)) this.tell(`UE to ${(this.ueAt = random.below(platforms.length))}`);
  }
}

/** One platform: it records (outgoing, incoming, epoch, recorded), and forgets the rest when it dies. */
class Platform {
  inEffect = false;
  recorded = false;
  epoch = 0;
  readonly outgoing = new Map<number, Outgoing>();
  readonly incoming = new Map<number, Incoming>();
  private seen: number | undefined;
  private readonly pending = new Map<number, number>();
  private readonly asked = new Map<number, Kind>();
  private readonly unanswered = new Set<number>();

  constructor(private readonly world: World, readonly index: number) {}

  act(): void {
    const { world } = this;
    if (world.chance(0.05)) return this.die();
    if (world.calm || world.random.chance(0.4)) this.seen = world.ueAt;
    for (const handover of this.incoming.values()) this.advanceTarget(handover);
    for (const handover of this.outgoing.values()) this.advanceSource(handover);
    this.detect();
  }

  private die(): void {
    this.world.tell(`${this.index} dies`);
    this.inEffect = this.recorded;
    this.seen = undefined;
    this.pending.clear();
    this.unanswered.clear();
    for (const handover of this.incoming.values()) if (handover.state === 'ACTIVATING') handover.state = 'STAGED';
  }

  /** The effect comes first; a platform that dies before the record has it undone. */
  private put(active: boolean): boolean {
    this.inEffect = active;
    if (this.world.chance(0.1)) {
      this.die();
      return false;
    }
    this.recorded = active;
    return true;
  }

  private detect(): void {
    const { world } = this;
    const busy = [...this.outgoing.values()].find(({ state }) => !isOver(state) && state !== 'CANCELLING');
    const changed = !!busy && (busy.state === 'TRANSFERRED' || busy.state === 'ATTACHED') && !this.isSucceeding() && world.chance(0.03);
    if (!this.recorded || (busy && !changed) || this.awaits()) return;
    const peer = changed ? busy.peer : this.guess();
    if (peer === this.index) return;
    this.epoch = nextEpoch([this.epoch]);
    const handover: Outgoing = { id: ++world.ids, epoch: this.epoch, peer, state: 'TRANSFERRING', supersedes: changed ? busy.id : undefined };
    this.outgoing.set(handover.id, handover);
    world.tell(`${this.index} begins ${handover.id} to ${peer}, epoch ${this.epoch}`);
    this.ask('transfer', handover);
  }

  private isSucceeding(): boolean {
    return [...this.outgoing.values()].some(({ state, supersedes }) => state === 'TRANSFERRING' && supersedes !== undefined);
  }

  private awaits(): boolean {
    return [...this.incoming.values()].some(({ state }) => state === 'STAGED' || state === 'ACTIVATING' || state === 'REJECTING');
  }

  /** Where the UE is or, sometimes, anywhere. */
  private guess(): number {
    const { world } = this;
    return world.chance(0.1) ? world.random.below(world.platforms.length) : (this.seen ?? this.index);
  }

  private ask(kind: Kind, { id, epoch, peer }: Outgoing | Incoming): void {
    if (this.pending.has(id) && kind === this.asked.get(id) && !this.world.random.chance(0.02)) return;
    const exchange = ++this.world.exchanges;
    this.asked.set(id, kind);
    this.pending.set(id, exchange);
    this.world.send({ to: peer, from: this.index, kind, id, epoch, exchange });
  }

  private move(handover: Outgoing, event: SourceEvent): void {
    const next = sourceStates.next(handover.state, event);
    this.world.tell(`${this.index} source ${handover.id}: ${handover.state}, ${event}: ${next}`);
    handover.state = next;
  }

  private turn(handover: Incoming, event: Parameters<typeof targetStates.next>[1]): void {
    const next = targetStates.next(handover.state, event);
    this.world.tell(`${this.index} target ${handover.id}: ${handover.state}, ${event}: ${next}`);
    handover.state = next;
  }

  private advanceSource(handover: Outgoing): void {
    const { world } = this;
    const away = this.seen !== undefined && this.seen !== this.index;
    if (away && (handover.state === 'TRANSFERRED' || handover.state === 'CONFIRMED')) this.move(handover, 'leave');
    if (handover.state === 'DEACTIVATING') return this.deactivate(handover);
    if (handover.state === 'TRANSFERRING' && world.chance(0.05)) this.move(handover, 'give up');
    if (CANCELLABLE.includes(handover.state) && (this.isWrong(handover) || world.chance(0.03))) this.move(handover, 'cancel');
    if (handover.state in REPEATED) this.repeat(handover, REPEATED[handover.state as keyof typeof REPEATED]);
  }

  private isWrong({ peer }: Outgoing): boolean {
    return this.seen !== undefined && this.seen !== peer && (this.world.calm || this.world.chance(0.3));
  }

  private repeat(handover: Outgoing, kind: Kind): void {
    if (this.pending.has(handover.id)) this.unanswered.add(handover.id);
    this.ask(kind, handover);
  }

  private deactivate(handover: Outgoing): void {
    if (this.put(false)) this.move(handover, 'finish');
  }

  private advanceTarget(handover: Incoming): void {
    if (handover.state === 'STAGED' && this.world.chance(0.05)) this.turn(handover, 'give up');
    if (handover.state === 'STAGED' && this.seen === this.index) this.turn(handover, 'attach');
    if (handover.state === 'ACTIVATING') this.activate(handover);
    if (handover.state === 'ACTIVATED') this.ask('completion', handover);
    if (handover.state === 'REJECTING') this.ask('rejection', handover);
    const nobodyComes = this.world.calm && handover.state === 'STAGED' && this.world.random.chance(0.02);
    if (nobodyComes) this.turn(handover, 'give up');
  }

  private activate(handover: Incoming): void {
    if (this.world.chance(0.1)) this.turn(handover, 'give up');
    else if (this.put(true)) this.turn(handover, 'activate');
  }

  receive(message: Message): void {
    if (message.answer !== undefined) return this.answered(message, message.answer);
    const answer = this.answerTo(message);
    this.world.send({ ...message, to: message.from, from: this.index, answer, current: this.epoch });
  }

  private answerTo(message: Message): Answer {
    if (message.kind === 'transfer') return this.transferred(message);
    if (message.kind === 'cancellation') return this.cancelled(message);
    if (message.kind === 'status') return this.incoming.get(message.id)?.state ?? 'UNKNOWN';
    const handover = this.outgoing.get(message.id);
    if (!handover) return 'UNKNOWN';
    if (message.kind === 'completion') this.confirmed(handover);
    else this.rejected(handover);
    return handover.state;
  }

  private transferred({ id, epoch, from }: Message): Answer {
    const known = this.incoming.get(id);
    if (known) return known.state;
    if (isStale(epoch, [this.epoch])) return 'STALE';
    if (this.world.chance(0.05)) return 'REFUSED';
    this.relieve();
    for (const older of this.incoming.values()) if (older.state === 'STAGED' || older.state === 'ACTIVATING') this.turn(older, 'be superseded');
    this.epoch = epoch;
    this.incoming.set(id, { id, epoch, peer: from, state: 'STAGED' });
    this.world.tell(`${this.index} stages ${id} of ${from}, epoch ${epoch}`);
    return 'STAGED';
  }

  /** Older handovers of ours are settled by the newer one, and what is in effect stays so. */
  private relieve(): void {
    for (const handover of this.outgoing.values()) if (handover.state !== 'COMPLETED' && handover.state !== 'UNNEEDED') this.move(handover, 'be relieved');
  }

  private cancelled({ id, epoch, from }: Message): Answer {
    const handover = this.incoming.get(id);
    if (!handover) this.incoming.set(id, { id, epoch, peer: from, state: 'CANCELLED' });
    else if (isActive(handover.state)) return 'ACTIVE';
    else if (handover.state === 'STAGED' || handover.state === 'ACTIVATING' || handover.state === 'REJECTING') this.turn(handover, 'be cancelled');
    return this.incoming.get(id)!.state;
  }

  private confirmed(handover: Outgoing): void {
    const waits = ['TRANSFERRING', 'TRANSFERRED', 'ATTACHED', 'CANCELLING'].includes(handover.state);
    if (waits || LATE_TOO.includes(handover.state)) this.move(handover, 'be confirmed');
  }

  private rejected(handover: Outgoing): void {
    if (['TRANSFERRING', 'TRANSFERRED', 'ATTACHED', 'CANCELLING'].includes(handover.state)) this.move(handover, 'be rejected');
  }

  private answered({ kind, id, exchange, current }: Message, answer: Answer): void {
    if (this.pending.get(id) !== exchange) return;
    this.pending.delete(id);
    const incoming = this.incoming.get(id);
    if (kind === 'completion' || kind === 'rejection') {
      if (incoming && (incoming.state === 'ACTIVATED' || incoming.state === 'REJECTING')) this.turn(incoming, 'be acknowledged');
      return;
    }
    const handover = this.outgoing.get(id)!;
    if (kind === 'cancellation') this.cancellationAnswered(handover, answer);
    else this.stands(handover, answer, current ?? 0);
  }

  private cancellationAnswered(handover: Outgoing, answer: Answer): void {
    if (handover.state !== 'CANCELLING') return;
    this.move(handover, answer === 'ACTIVE' ? 'be confirmed' : 'be cancelled');
  }

  private stands(handover: Outgoing, answer: Answer, current: number): void {
    const { state } = handover;
    if (state !== 'TRANSFERRING' && state !== 'TRANSFERRED' && state !== 'ATTACHED') return;
    if (answer === 'ACTIVATED' || answer === 'COMPLETED') return this.confirmed(handover);
    if (answer === 'STALE') this.epoch = Math.max(this.epoch, current);
    if (answer === 'STAGED' || answer === 'ACTIVATING') return this.staged(handover);
    if (answer === 'REFUSED' && this.unanswered.has(handover.id)) return this.move(handover, 'give up');
    this.move(handover, state === 'TRANSFERRING' && (answer === 'STALE' || answer === 'REFUSED') ? 'fail' : 'be rejected');
  }

  private staged(handover: Outgoing): void {
    if (handover.state !== 'TRANSFERRING') return;
    this.move(handover, 'be staged');
    const older = handover.supersedes === undefined ? undefined : this.outgoing.get(handover.supersedes);
    if (older?.state === 'TRANSFERRED' || older?.state === 'ATTACHED') this.move(older, 'be superseded');
  }
}

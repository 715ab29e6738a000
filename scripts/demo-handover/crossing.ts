import type { components } from '../../src/generated/handover.js';
import type { EdgeService } from './edge-service.js';
import { clockTime, Journal } from './journal.js';
import type { Name } from '../demo/pair.js';
import { read } from '../demo/rest.js';
import { telling } from '../demo/telling.js';

type MepHandover = components['schemas']['MepHandover'];
type TimelineEntry = components['schemas']['TimelineEntry'];

const NAMES: readonly Name[] = ['A', 'B'];
type Services = Readonly<Record<Name, EdgeService>>;
type Handovers = Record<Name, MepHandover[]>;

interface Look {
  askedAt: number;
  answeredAt: number;
  activeAt: Name[];
}

const columns = (cells: string[]): string => {
  const widths = [12, 4, 13, 8, 10, 19];
  return cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' ').trimEnd();
};

export const HEAD = columns(['time', 'at', 'step', 'outcome', 'took', 'rule ACTIVE at', 'more']);

const inWords = (names: readonly Name[]): string => names.join(' and ') || 'NOWHERE';

/** Watches both platforms while a UE crosses from one to the other. */
export class Crossing {
  private readonly journal = new Journal((line) => telling.note(line));
  private readonly looks: Look[] = [];
  private readonly told = new Map<string, number>();
  private handovers: Handovers = { A: [], B: [] };

  constructor(private readonly services: Services) {}

  /** Reads what both platforms say now, and prints what is new. */
  async look(): Promise<void> {
    const askedAt = Date.now();
    // In this order: the rule is to be ACTIVE at B before it is not at A any more.
    const active: Record<Name, boolean> = { A: await this.services.A.hasActiveRule(), B: await this.services.B.hasActiveRule() };
    this.looks.push({ askedAt, answeredAt: Date.now(), activeAt: NAMES.filter((name) => active[name]) });
    const [A, B] = await Promise.all(NAMES.map((name) => read<MepHandover[]>(`${this.services[name].root}/handover/v1/handovers`)));
    this.handovers = { A: A!, B: B! };
    for (const name of NAMES) for (const handover of this.handovers[name].toReversed()) this.note(name, handover);
    this.journal.flush();
  }

  /** Tells something else that is so now. */
  remark(text: string): void {
    const time = Date.now();
    this.journal.add({ time, line: () => columns([clockTime(time), '', text]) });
  }

  get hasBegun(): boolean {
    return this.handovers.A.length > 0;
  }

  get isOver(): boolean {
    return this.journal.isEmpty && this.activeAt === 'B' && NAMES.every((name) => this.handovers[name][0]?.state === 'COMPLETED');
  }

  get activeAt(): string {
    return inWords(this.looks.at(-1)?.activeAt ?? []);
  }

  /** How often was looked. */
  get looked(): number {
    return this.looks.length;
  }

  /** Looks at which the rule was ACTIVE on neither platform. */
  get nowhere(): number {
    return this.looks.filter(({ activeAt }) => activeAt.length === 0).length;
  }

  /** Microseconds from the attach to rules in effect; absent if there were none. */
  get attachToActive(): number | undefined {
    return this.handovers.B[0]?.attachToActive;
  }

  private note(name: Name, { handoverId, timeline }: MepHandover): void {
    const key = `${name} ${handoverId}`;
    for (const entry of timeline.slice(this.told.get(key) ?? 0)) this.journal.add({ time: Date.parse(entry.time), line: () => this.lineOf(name, entry) });
    this.told.set(key, timeline.length);
  }

  private lineOf(name: Name, { step, time, duration, outcome, detail, mobilityStatus }: TimelineEntry): string | undefined {
    const at = Date.parse(time);
    const next = this.looks.find(({ askedAt }) => askedAt > at);
    if (!next) return undefined;
    const last = this.looks.findLast(({ answeredAt }) => answeredAt <= at) ?? next;
    const seen = [...new Set([last, next].map(({ activeAt }) => inWords(activeAt)))].join(' > ');
    const took = duration === undefined ? '' : `${(duration / 1000).toFixed(1)} ms`;
    return columns([clockTime(at), name, step, outcome, took, seen, [mobilityStatus, detail].filter(Boolean).join('; ')]);
  }
}

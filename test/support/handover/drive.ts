import type { Random } from '../process-random.js';
import type { Coast, MemberId } from './coast.js';
import type { Fate } from './peer-proxy.js';
import type { HoStatus, Traveller } from './traveller.js';

/** Where each cell belongs. */
export const OWNER_OF: Record<string, MemberId> = { quay: 'mep-a', 'quay-wide': 'mep-a', pier: 'mep-b', crane: 'mep-c' };

const BAD: readonly Fate[] = ['lose', 'lose answer', 'hold', 'double'];

/** What is told of a handover. */
const TOLD_AMONG_MANY: readonly (readonly HoStatus[])[] = [[1, 2, 3], [1, 2, 3], [2, 3], [1, 3], [3], [1, 4], [1, 2, 5]];
/** Where there is one other platform only, nobody needs to be told to which the UE has gone. */
const TOLD = [...TOLD_AMONG_MANY, [1, 2], [2]];

/** Each message fares as chance has it; what is held comes whenever. */
export function beHostile(coast: Coast, random: Random): void {
  const badness = random.pick([0.1, 0.4, 0.8]);
  coast.proxy.fate = () => (random.chance(badness) ? random.pick(BAD) : 'pass');
}

/** A UE that drives about as it likes, and a radio network that does not always say so. */
export class Drive {
  cell = 'quay';

  constructor(
    private readonly coast: Coast,
    readonly car: Traveller,
    private readonly random: Random,
  ) {}

  /** One handover of the radio network, as far as it is told. */
  async go(): Promise<void> {
    const others = Object.keys(OWNER_OF).filter((cell) => cell !== this.cell && this.coast.all.some(({ id }) => id === OWNER_OF[cell]));
    const target = this.random.pick(others);
    const told = this.random.pick(this.coast.all.length > 2 ? TOLD_AMONG_MANY : TOLD);
    if (told.includes(1)) await this.car.handover(1, this.cell, ...new Set([this.random.pick(others), target]));
    await this.pause();
    if (told.includes(2)) await this.car.handover(2, this.cell, target);
    await this.pause();
    for (const ending of [4, 5] as const) if (told.includes(ending)) return this.car.handover(ending, this.cell, target);
    if (told.includes(3)) await this.car.handover(3, this.cell, target);
    else await this.car.appears(target);
    this.cell = target;
    await this.pause();
  }

  /** Long enough for something to happen, or not. */
  private async pause(): Promise<void> {
    await this.coast.radio.passTime(100);
    for (let steps = this.random.below(4); steps > 0; steps--) await this.coast.watch(this.random.pick([50, 400]), 50);
    if (this.random.chance(0.2)) await this.coast.proxy.release((held) => (this.random.chance(0.5) ? held : held.reverse()));
  }
}

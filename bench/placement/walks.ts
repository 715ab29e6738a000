import { NearestSite } from './nearest-site.js';
import type { Site } from './plane.js';
import { randomOf } from './random.js';
import type { Scale } from './scale.js';

/** Somebody comes into the area of a cloud. */
export interface Arrival {
  second: number;
  user: number;
  cloudId: string;
}

/** km per second. */
const SLOWEST = 0.002;
const FASTEST = 0.03;

/** Somebody who goes straight on to some place, then to another (random way points). */
class Walker {
  private east: number;
  private north: number;
  private target = { east: 0, north: 0, speed: 0 };

  constructor(
    private readonly random: () => number,
    private readonly side: number,
  ) {
    [this.east, this.north] = [random() * side, random() * side];
    this.aim();
  }

  cloud(nearest: NearestSite): string {
    return nearest.of(this.east, this.north).cloudId;
  }

  /** A second passes. */
  step(): void {
    const { target } = this;
    const [east, north] = [target.east - this.east, target.north - this.north];
    const left = Math.sqrt(east * east + north * north);
    if (left <= target.speed) {
      [this.east, this.north] = [target.east, target.north];
      return this.aim();
    }
    this.east += (east / left) * target.speed;
    this.north += (north / left) * target.speed;
  }

  private aim(): void {
    const { random, side } = this;
    this.target = { east: random() * side, north: random() * side, speed: SLOWEST + random() * (FASTEST - SLOWEST) };
  }
}

/** All arrivals, the earlier first. Policies change nothing about them, so they are walked once. */
export function arrivals(scale: Scale, sites: readonly Site[]): Arrival[] {
  const nearest = new NearestSite(sites, scale.side);
  const walkers = Array.from({ length: scale.users }, (_unused, user) => new Walker(randomOf(scale.seed * 1_000_003 + user), scale.side));
  const at: string[] = [];
  const found: Arrival[] = [];
  for (let second = 0; second < scale.seconds; second++) {
    walkers.forEach((walker, user) => {
      if (second) walker.step();
      const cloudId = walker.cloud(nearest);
      if (cloudId !== at[user]) found.push({ second, user, cloudId });
      at[user] = cloudId;
    });
  }
  return found;
}

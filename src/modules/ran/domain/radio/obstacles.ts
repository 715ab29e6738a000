import type { PlanePoint } from '../geography/position.js';
import type { Dice } from '../random/dice.js';
import type { PropagationScenario } from '../types.js';
import { shareBelow } from './normal-distribution.js';
import { SpatialField } from './spatial-field.js';

/** Standard deviation in dB (TR 38.901, table 7.4.1-1) and correlation distance in metres (table 7.5-6) of shadow fading. */
const SHADOW_FADING = {
  UMA: { seen: { deviation: 4, distance: 37 }, hidden: { deviation: 6, distance: 50 } },
  UMI: { seen: { deviation: 4, distance: 10 }, hidden: { deviation: 7.82, distance: 13 } },
} as const;

/** Metres over which the state of line of sight is correlated (TR 38.901, table 7.6.3.1-2). */
const LINE_OF_SIGHT_DISTANCE = 50;

/** Metres of a side of a spot, in which obstacles are the same; half the shortest correlation distance. */
const SPOT_SIZE = 5;
/** Spots that are remembered; more than UEs are at once around a site. */
const MOST_SPOTS = 4096;

/** Spots in each direction, over 80 km; what is beyond lies in the last one. */
const REACH = 2 ** 14;

interface Spot {
  middle: PlanePoint;
  /** Uniform in 0..1; there is line of sight where its probability is higher. */
  hiding: number;
  /** dB, worked out when asked for. */
  seen?: number;
  hidden?: number;
}

/** What stands around a site; it depends on the seed, on where the site is, and on nothing else. */
export class Obstacles {
  private readonly spots = new Map<number, Spot>();
  private readonly fields: Record<'sight' | 'seen' | 'hidden', SpatialField>;

  constructor(
    dice: Dice,
    site: string,
    private readonly scenario: PropagationScenario,
  ) {
    const { seen, hidden } = SHADOW_FADING[scenario];
    const field = (what: string, distance: number) => new SpatialField(dice, `${site} ${scenario} ${what}`, distance);
    this.fields = { sight: field('sight', LINE_OF_SIGHT_DISTANCE), seen: field('seen', seen.distance), hidden: field('hidden', hidden.distance) };
  }

  /** @param probability of line of sight to a place at this distance */
  towards(point: PlanePoint, probability: number): { lineOfSight: boolean; shadowing: number } {
    const spot = this.spotAt(point);
    const lineOfSight = spot.hiding < probability;
    const state = lineOfSight ? 'seen' : 'hidden';
    const shadowing = (spot[state] ??= this.fields[state].at(spot.middle) * SHADOW_FADING[this.scenario][state].deviation);
    return { lineOfSight, shadowing };
  }

  private spotAt({ east, north }: PlanePoint): Spot {
    const [column, row] = [spotNumber(east), spotNumber(north)];
    const key = column * 2 * REACH + row;
    const known = this.spots.get(key);
    if (known) return known;
    const middle = { east: (column + 0.5) * SPOT_SIZE, north: (row + 0.5) * SPOT_SIZE };
    const spot: Spot = { middle, hiding: shareBelow(this.fields.sight.at(middle)) };
    if (this.spots.size >= MOST_SPOTS) this.spots.clear();
    this.spots.set(key, spot);
    return spot;
  }
}

const spotNumber = (metres: number): number => Math.max(-REACH, Math.min(REACH - 1, Math.floor(metres / SPOT_SIZE)));

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

/** Metres of a side of a spot; half the shortest correlation distance. */
const SPOT_SIZE = 5;

/** A square in which obstacles are the same. */
export interface Spot {
  column: number;
  row: number;
  /** Uniform in 0..1; there is line of sight where its probability is higher. */
  hiding: number;
  /** dB, worked out when asked for. */
  seen?: number;
  hidden?: number;
}

/** What stands around a site; it depends on the seed, on where the site is, and on nothing else. */
export class Obstacles {
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

  /** @param before a spot that may be the one, which saves the work */
  spotAt({ east, north }: PlanePoint, before?: Spot): Spot {
    const column = Math.floor(east / SPOT_SIZE);
    const row = Math.floor(north / SPOT_SIZE);
    if (before && before.column === column && before.row === row) return before;
    return { column, row, hiding: shareBelow(this.fields.sight.at(middleOf(column, row))) };
  }

  /** Shadow fading in dB, positive where the signal is weaker. */
  shadowing(spot: Spot, lineOfSight: boolean): number {
    const state = lineOfSight ? 'seen' : 'hidden';
    return (spot[state] ??= this.fields[state].at(middleOf(spot.column, spot.row)) * SHADOW_FADING[this.scenario][state].deviation);
  }
}

const middleOf = (column: number, row: number): PlanePoint => ({ east: (column + 0.5) * SPOT_SIZE, north: (row + 0.5) * SPOT_SIZE });

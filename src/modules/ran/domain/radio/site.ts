import { LocalPlane } from '../geography/local-plane.js';
import type { PlanePoint } from '../geography/position.js';
import type { Dice } from '../random/dice.js';
import type { Position, PropagationScenario } from '../types.js';
import { lineOfSightProbability } from './line-of-sight.js';
import { shareBelow } from './normal-distribution.js';
import { SpatialField } from './spatial-field.js';

/** Standard deviation in dB (TR 38.901, table 7.4.1-1) and correlation distance in metres (table 7.5-6) of shadow fading. */
const SHADOW_FADING = {
  UMA: { seen: { deviation: 4, distance: 37 }, hidden: { deviation: 6, distance: 50 } },
  UMI: { seen: { deviation: 4, distance: 10 }, hidden: { deviation: 7.82, distance: 13 } },
} as const;

/** Metres over which the state of line of sight is correlated (TR 38.901, table 7.6.3.1-2). */
const LINE_OF_SIGHT_DISTANCE = 50;

/** What lies between the antennas of a site and a place. */
export interface Surroundings {
  /** The place, seen from the site. */
  point: PlanePoint;
  /** Metres. */
  groundDistance: number;
  lineOfSight: boolean;
  /** Shadow fading in dB, positive where the signal is weaker. */
  shadowing: number;
}

/** What stands in the way. */
interface Obstacles {
  sight: SpatialField;
  seen: SpatialField;
  hidden: SpatialField;
}

/**
 * A place with antennas. Obstacles stand where the seed puts them: line of sight and shadowing depend on the place of the UE
 * only, so two UEs at one place meet the same, and all antennas of the site do (TR 38.901, 7.5, step 4: co-sited sectors).
 */
export class Site {
  private readonly plane: LocalPlane;
  private readonly obstacles: Obstacles | undefined;

  /** @param dice absent: the country is bare, everything is seen and nothing shadows */
  constructor(
    position: Position,
    private readonly scenario: PropagationScenario,
    dice: Dice | undefined,
  ) {
    this.plane = new LocalPlane(position);
    this.obstacles = dice && obstaclesAround(position, scenario, dice);
  }

  /** @param ueHeight metres above ground */
  towards(position: Position, ueHeight: number): Surroundings {
    const point = this.plane.project(position);
    const groundDistance = Math.hypot(point.east, point.north);
    if (!this.obstacles) return { point, groundDistance, lineOfSight: true, shadowing: 0 };
    const lineOfSight = shareBelow(this.obstacles.sight.at(point)) < lineOfSightProbability(this.scenario, groundDistance, ueHeight);
    const state = lineOfSight ? 'seen' : 'hidden';
    return { point, groundDistance, lineOfSight, shadowing: this.obstacles[state].at(point) * SHADOW_FADING[this.scenario][state].deviation };
  }
}

function obstaclesAround({ latitude, longitude }: Position, scenario: PropagationScenario, dice: Dice): Obstacles {
  const { seen, hidden } = SHADOW_FADING[scenario];
  const field = (what: string, distance: number) => new SpatialField(dice, `${latitude} ${longitude} ${scenario} ${what}`, distance);
  return { sight: field('sight', LINE_OF_SIGHT_DISTANCE), seen: field('seen', seen.distance), hidden: field('hidden', hidden.distance) };
}

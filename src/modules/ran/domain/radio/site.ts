import { LocalPlane } from '../geography/local-plane.js';
import { distanceTo, type PlanePoint } from '../geography/position.js';
import type { Dice } from '../random/dice.js';
import type { Position, PropagationScenario } from '../types.js';
import { lineOfSightProbability } from './line-of-sight.js';
import { Obstacles, type Spot } from './obstacles.js';

/** What lies between the antennas of a site and a place. */
export interface Surroundings {
  /** The place, seen from the site. */
  point: PlanePoint;
  /** Metres. */
  groundDistance: number;
  lineOfSight: boolean;
  /** Shadow fading in dB, positive where the signal is weaker. */
  shadowing: number;
  /** Absent in a bare country. */
  spot?: Spot;
}

/**
 * A place with antennas. Line of sight and shadowing depend on the place of the UE only, so two UEs at one place meet the same, and all
 * antennas of the site do (TR 38.901, 7.5, step 4: co-sited sectors).
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
    this.obstacles = dice && new Obstacles(dice, `${position.latitude} ${position.longitude}`, scenario);
  }

  /**
   * @param ueHeight metres above ground
   * @param before what lay between a moment ago, which may save work
   */
  towards(position: Position, ueHeight: number, before?: Surroundings): Surroundings {
    const point = this.plane.project(position);
    const groundDistance = distanceTo(point);
    if (!this.obstacles) return { point, groundDistance, lineOfSight: true, shadowing: 0 };
    const spot = this.obstacles.spotAt(point, before?.spot);
    const lineOfSight = spot.hiding < lineOfSightProbability(this.scenario, groundDistance, ueHeight);
    return { point, groundDistance, lineOfSight, shadowing: this.obstacles.shadowing(spot, lineOfSight), spot };
  }
}

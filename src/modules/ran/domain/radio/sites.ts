import type { Dice } from '../random/dice.js';
import type { Position, PropagationScenario } from '../types.js';
import { Site } from './site.js';

/** The sites of a network; each is made once, because it takes a while. */
export class Sites {
  private readonly made = new Map<string, Site>();

  /** @param dice absent: no obstacles */
  constructor(private readonly dice: Dice | undefined) {}

  at(position: Position, scenario: PropagationScenario): Site {
    const name = `${position.latitude} ${position.longitude} ${scenario}`;
    const site = this.made.get(name) ?? new Site(position, scenario, this.dice);
    this.made.set(name, site);
    return site;
  }
}

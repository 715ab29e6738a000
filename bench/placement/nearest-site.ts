import { between, type Site } from './plane.js';

/** Squares along each side of the plane. */
const SQUARES = 64;

/** Tells which cloud is nearest, by squares that know which ones can be: the area of a cloud is where it is the nearest fog or edge cloud. */
export class NearestSite {
  private readonly squares: Site[][];

  constructor(
    sites: readonly Site[],
    private readonly side: number,
  ) {
    const serving = sites.filter(({ kind }) => kind !== 'CENTRAL');
    this.squares = Array.from({ length: SQUARES * SQUARES }, (_unused, square) => this.possibleIn(square, serving));
  }

  of(east: number, north: number): Site {
    let [nearest, least] = [undefined as Site | undefined, Infinity];
    for (const site of this.squares[this.squareAt(north) * SQUARES + this.squareAt(east)]!) {
      const distance = between(site, east, north);
      if (distance < least) [nearest, least] = [site, distance];
    }
    return nearest!;
  }

  private squareAt(kilometres: number): number {
    return Math.min(SQUARES - 1, Math.floor((kilometres / this.side) * SQUARES));
  }

  /** None is nearest in a square if it is farther from its middle than another one by more than the diagonal. */
  private possibleIn(square: number, sites: readonly Site[]): Site[] {
    const length = this.side / SQUARES;
    const [east, north] = [((square % SQUARES) + 0.5) * length, (Math.floor(square / SQUARES) + 0.5) * length];
    const distances = sites.map((site) => Math.sqrt(between(site, east, north)));
    const most = Math.min(...distances) + Math.SQRT2 * length;
    return sites.filter((_site, index) => distances[index]! <= most);
  }
}

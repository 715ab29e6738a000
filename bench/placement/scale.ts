/** How much is simulated. */
export interface Scale {
  central: number;
  fog: number;
  edge: number;
  users: number;
  applications: number;
  /** Length of the square plane, km. */
  side: number;
  /** Of network time. */
  seconds: number;
  /** Of these the first, which are not counted: at the start everybody enters at once. */
  warmUp: number;
  seed: number;
}

export const FULL: Scale = { central: 40, fog: 160, edge: 800, users: 10_000, applications: 20, side: 50, seconds: 1800, warmUp: 60, seed: 1 };

/** As dense as the full one. */
export const SMALL: Scale = { ...FULL, central: 1, fog: 3, edge: 16, users: 200, side: 7 };

import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 100;
const PATIENCE_MS = 60_000;

/** @throws Error if it doesn't hold */
export function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(`Not so: ${what}.`);
  console.log(`${what}: yes`);
}

/** @throws Error if it doesn't come to hold within a minute */
export async function expectSoon(holds: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds()) && Date.now() < end) await pause(EVERY_MS);
  expect(await holds(), what);
}

export async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const result = await work();
  console.log(`${what}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return result;
}

import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 5;
const GIVE_UP_MS = 20_000;

/** Repeats a check until it passes; its last failure counts if it never does. @param hadTime whether it may be given up by now, as far as the machine's time does not tell */
export async function eventually<T>(check: () => T | Promise<T>, hadTime: () => boolean = () => true): Promise<T> {
  for (const end = Date.now() + GIVE_UP_MS; ; await pause(EVERY_MS)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end && hadTime()) throw error;
    }
  }
}

import { pino } from 'pino';
import pretty from 'pino-pretty';
import type { Settings } from '../../../config/index.js';

/** The log of the process; silent until `configureLog` has been called. */
export let log = pino({ level: 'silent' });

export function configureLog({ logLevel, logFormat }: Settings): void {
  const format = logFormat ?? (process.stdout.isTTY ? 'pretty' : 'json');
  const options = { level: logLevel, base: null };
  log = format === 'pretty' ? pino(options, pretty({ ignore: 'pid,hostname', sync: true })) : pino(options);
}

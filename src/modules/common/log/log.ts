import { pino } from 'pino';
import pretty from 'pino-pretty';
import type { Settings } from '../../../config/index.js';

/** The log of the process; silent until `configureLog` has been called. */
export let log = pino({ level: 'silent' });

/** An error of the database tells which values were to be written; they may say who a UE is. */
export const logOptions = ({ logLevel }: Pick<Settings, 'logLevel'>) => ({
  level: logLevel,
  base: null,
  redact: { paths: ['err.parameters', 'err.driverError.parameters'], remove: true },
});

/** Replaces `log`, once at start: `log` has to be read at each use, not kept. */
export function configureLog(settings: Settings): void {
  const { logFormat } = settings;
  const format = logFormat ?? (process.stdout.isTTY ? 'pretty' : 'json');
  const options = logOptions(settings);
  log = format === 'pretty' ? pino(options, pretty({ ignore: 'pid,hostname', sync: true })) : pino(options);
}

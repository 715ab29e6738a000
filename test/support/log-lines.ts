import { pino } from 'pino';
import { log } from '../../src/modules/common/log/index.js';
import { cleanUp } from './clean-up.js';

/** From now on everything is logged, and kept here as it would be written; until the test is over. */
export function logLines(): string[] {
  const lines: string[] = [];
  const written = log as typeof log & { [pino.symbols.streamSym]: unknown };
  const { level } = log;
  const stream = written[pino.symbols.streamSym];
  written[pino.symbols.streamSym] = { write: (line: string) => void lines.push(line) };
  log.level = 'trace';
  cleanUp(() => {
    log.level = level;
    written[pino.symbols.streamSym] = stream;
  });
  return lines;
}

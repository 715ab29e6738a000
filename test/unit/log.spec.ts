import { pino } from 'pino';
import { logOptions } from '../../src/modules/common/log/log.js';

it('the log tells of an error of the database without the values that were to be written', () => {
  const lines: string[] = [];
  const log = pino(logOptions({ logLevel: 'info' }), { write: (line: string) => void lines.push(line) });
  const values = { parameters: ['10.45.0.11'] };
  log.warn({ err: Object.assign(new Error('database is locked'), { query: 'INSERT', ...values, driverError: Object.assign(new Error('locked'), values) }) }, 'Not recorded.');
  expect(JSON.parse(lines[0]!)).toMatchObject({ msg: 'Not recorded.', err: { message: 'database is locked', query: 'INSERT' } });
  expect(lines[0]).not.toContain('10.45.0.11');
});

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { log } from '../../common/log/index.js';
import { TimeSource } from '../domain/time-source.js';
import type { TimeSourceStatus } from '../domain/types.js';

/** systemd-timesyncd makes this file when the clock has been set by a server. */
const TIMESYNCD_MARK = '/run/systemd/timesync/synchronized';

/** Milliseconds for which an answer is taken for true. */
const FRESH_MS = 10_000;
const CHRONY_TIMEOUT_MS = 1000;

/** `chronyc -c tracking` answers comma separated values; the last is the leap status: "Not synchronised", or anything else. */
function askChrony(): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('chronyc', ['-n', '-c', 'tracking'], { timeout: CHRONY_TIMEOUT_MS }, (error, answer) => {
      if (error && error.code !== 'ENOENT') log.debug({ err: error }, 'chronyc does not tell whether the clock is synchronised.');
      resolve(!error && !answer.trim().endsWith('Not synchronised'));
    });
  });
}

/** Asks the programs that discipline the clock of this host: systemd-timesyncd and chrony. Where neither runs, nothing is known to hold the clock. */
@Injectable()
export class HostTimeSource extends TimeSource {
  private known: { status: Promise<TimeSourceStatus>; askedAt: number } | undefined;

  constructor(private readonly clock: Clock) {
    super();
  }

  override status(): Promise<TimeSourceStatus> {
    const now = this.clock.now();
    if (!this.known || now - this.known.askedAt > FRESH_MS) this.known = { status: this.ask(), askedAt: now };
    return this.known.status;
  }

  private async ask(): Promise<TimeSourceStatus> {
    return existsSync(TIMESYNCD_MARK) || (await askChrony()) ? 'TRACEABLE' : 'NONTRACEABLE';
  }
}

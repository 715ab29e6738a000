import type { RegistrationAttempt } from '../../types.js';

/** Failures in a row after which the UE waits for long (3GPP TS 24.501, 5.5.1.2.7). */
const MOST_FAILURES = 5;

type Nssai = NonNullable<RegistrationAttempt['requestedNssai']>;

/** What the UE has tried until now. */
export class Attempts {
  private readonly all: RegistrationAttempt[] = [];
  /** Registration attempt counter (3GPP TS 24.501, 5.5.1.1). */
  private counter = 0;

  /** @param retryCap how often it may try again */
  constructor(private readonly retryCap: number) {}

  get list(): RegistrationAttempt[] {
    return this.all;
  }

  /** Whether the next attempt would be one too many. */
  get areExhausted(): boolean {
    return this.all.length > this.retryCap;
  }

  /** Answers the number of the attempt. */
  begin(startedAt: number, requestedNssai: Nssai, accessStratumNssai: Nssai): number {
    const number = this.all.length + 1;
    this.all.push({
      ...{ number, startedAt },
      ...(requestedNssai.length && { requestedNssai }),
      ...(accessStratumNssai.length && { accessStratumNssai }),
    });
    return number;
  }

  /** How the last one has ended. */
  end(end: NonNullable<RegistrationAttempt['end']>, endedAt: number, cause?: number): void {
    Object.assign(this.all.at(-1)!, { end, endedAt, ...(cause !== undefined && { cause }) });
  }

  /** Counts a failure; answers whether it was the last in a row, after which the counter begins anew. */
  countFailure(): boolean {
    this.counter = (this.counter + 1) % MOST_FAILURES;
    return this.counter === 0;
  }

  resetCounter(): void {
    this.counter = 0;
  }
}

import { unavailable } from '../../../common/problem/index.js';
import { HIGHEST_NUMBER } from './marks.js';

/** Gives numbers from 1 to rules. A number that was given back comes again as late as possible, for connections may still bear it. */
export class RuleNumbers {
  private readonly taken = new Set<number>();

  /** @param last the number after which the next one is sought */
  constructor(private last: number) {}

  /** @throws Problem 503 if a million rules are in effect */
  take(): number {
    if (this.taken.size >= HIGHEST_NUMBER) throw unavailable('All numbers of traffic rules are in use.');
    do this.last = this.last >= HIGHEST_NUMBER ? 1 : this.last + 1;
    while (this.taken.has(this.last));
    this.taken.add(this.last);
    return this.last;
  }

  /** Takes the number that a rule had before. */
  keep(number: number): void {
    this.taken.add(number);
  }

  giveBack(number: number): void {
    this.taken.delete(number);
  }
}

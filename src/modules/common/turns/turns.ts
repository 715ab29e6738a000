/** Runs pieces of work one after another, in the order in which they came, also after one has failed. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** @throws what the work throws */
  take<T>(work: () => T | Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

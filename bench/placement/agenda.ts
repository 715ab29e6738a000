/** What is due at which tick. */
export class Agenda {
  private readonly due = new Map<number, (() => void)[]>();

  at(tick: number, work: () => void): void {
    const works = this.due.get(tick);
    if (works) works.push(work);
    else this.due.set(tick, [work]);
  }

  /** Does what is due, and what becomes due by that. */
  run(tick: number): void {
    for (const work of this.due.get(tick) ?? []) work();
    this.due.delete(tick);
  }
}

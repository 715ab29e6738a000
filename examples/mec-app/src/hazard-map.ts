/** Which users are in which cell, and which hazards each cell has. */
export class HazardMap {
  private readonly cells = new Map<string, string>();
  private readonly hazards = new Map<string, string[]>();

  /** Forgets where users were, and notes where they are. */
  usersAre(places: Iterable<[user: string, cell: string]>): void {
    this.cells.clear();
    for (const [user, cell] of places) this.cells.set(user, cell);
  }

  userIsIn(user: string, cell: string): void {
    this.cells.set(user, cell);
  }

  users(): { user: string; cell: string }[] {
    return [...this.cells].map(([user, cell]) => ({ user, cell }));
  }

  /** Notes a hazard where the user is who reports it; undefined if nobody knows where that is. */
  report(user: string, hazard: string): { cell: string } | undefined {
    const cell = this.cells.get(user);
    if (cell === undefined) return undefined;
    this.hazards.set(cell, [...(this.hazards.get(cell) ?? []), hazard]);
    return { cell };
  }

  /** What the user is to be warned of; undefined if nobody knows where the user is. */
  warningsFor(user: string): { cell: string; hazards: string[] } | undefined {
    const cell = this.cells.get(user);
    return cell === undefined ? undefined : { cell, hazards: this.hazards.get(cell) ?? [] };
  }
}

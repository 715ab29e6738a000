/** What happened at one moment. */
interface Entry {
  /** Milliseconds since 1970. */
  time: number;
  /** Its line, as soon as everything in it is known. */
  line: () => string | undefined;
}

/** What comes from several sides a little late is told in the order in which it happened. */
const HELD_BACK_MS = 250;

export const clockTime = (time: number): string => new Date(time).toISOString().slice(11, 23);

/** Prints entries by their time as they grow. */
export class Journal {
  private readonly waiting: Entry[] = [];

  constructor(private readonly print: (line: string) => void) {}

  add(entry: Entry): void {
    this.waiting.push(entry);
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** Prints what nothing earlier can be added to any more. */
  flush(): void {
    this.waiting.sort((one, other) => one.time - other.time);
    while (this.waiting.length && this.waiting[0]!.time <= Date.now() - HELD_BACK_MS) {
      const line = this.waiting[0]!.line();
      if (line === undefined) return;
      this.print(line);
      this.waiting.shift();
    }
  }
}

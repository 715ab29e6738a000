import type { RegistrationRun, TraceEntry } from '../types.js';
import { inLines, shortened } from './text.js';

const FUNCTIONS = ['NSSF', 'UDM', 'NRF', 'attacker'];

/** The participants of a picture from left to right, by names that Mermaid cannot misread. */
export class Lifelines {
  private readonly names: string[];

  constructor({ ue, gnb }: RegistrationRun, trace: readonly TraceEntry[]) {
    const all = new Set([`UE ${ue}`, gnb, ...trace.flatMap(({ sender, receiver }) => (receiver === undefined ? [sender] : [sender, receiver]))]);
    this.names = [...all].filter((name) => !FUNCTIONS.includes(name)).concat(FUNCTIONS.filter((name) => all.has(name)));
  }

  declarations(): string[] {
    return this.names.map((name) => `participant ${this.of(name)} as ${inLines([shortened(name)])}`);
  }

  /** A note over all of them. */
  noteOverAll(lines: readonly string[]): string {
    return `Note over p1,p${this.names.length}: ${inLines(lines)}`;
  }

  note(name: string, lines: readonly string[]): string {
    return `Note over ${this.of(name)}: ${inLines(lines)}`;
  }

  of(name: string): string {
    return `p${this.names.indexOf(name) + 1}`;
  }
}

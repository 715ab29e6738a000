import type { RegistrationRun, TraceEntry } from '../types.js';
import { inLines, shortened, wrapped } from './text.js';

/** Of a note over all lifelines, in characters. */
const WIDE = 100;
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

  /** A note over all of them, each sentence on lines of its own. */
  noteOverAll(...sentences: readonly string[]): string {
    return `Note over p1,p${this.names.length}: ${inLines(sentences.flatMap((sentence) => wrapped(sentence, WIDE)))}`;
  }

  note(name: string, sentence: string): string {
    return `Note over ${this.of(name)}: ${inLines(wrapped(sentence))}`;
  }

  of(name: string): string {
    return `p${this.names.indexOf(name) + 1}`;
  }
}

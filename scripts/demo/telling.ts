import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

interface Options {
  print: (line: string) => void;
  colours: boolean;
}

/** What must hold does not. */
export class DoesNotHold extends Error {}

/** Tells a story line by line: what is asked for, what is seen, and whether what must hold holds. */
export class Telling {
  /** Requests shown so far. */
  requests = 0;
  /** Claims that were checked so far. */
  checks = 0;
  private options: Options;

  constructor(options: Partial<Options> = {}) {
    this.options = { print: (line) => console.log(line), colours: process.stdout.isTTY && process.stdout.hasColors(), ...options };
  }

  plain(): void {
    this.options.colours = false;
  }

  /** Falls silent, for whoever has the last word. */
  handOver(): Telling {
    const heir = new Telling(this.options);
    this.options = { ...this.options, print: () => undefined };
    return heir;
  }

  title(text: string): void {
    this.line(`\n${this.styled('bold', text)}`);
  }

  /** A command that somebody can paste. */
  request(command: string): void {
    this.requests++;
    this.line(`  ${this.styled('cyan', command)}`);
  }

  note(text: string): void {
    for (const line of text.split('\n')) this.line(line === '' ? '' : `  ${line}`);
  }

  /** @throws DoesNotHold with what is seen instead */
  check(claim: string, holds: boolean, instead = 'it is not so'): void {
    this.checks++;
    if (!holds) throw new DoesNotHold(`${claim}: ${instead}`);
    this.line(`  ${this.styled('green', '✓')} ${claim}`);
  }

  failure(text: string): void {
    this.line(`  ${this.styled('red', `✗ ${text}`)}`);
  }

  line(text: string): void {
    this.options.print(text);
  }

  styled(style: Style, text: string): string {
    return this.options.colours ? styleText(style, text, { validateStream: false }) : text;
  }
}

/** What the demonstrations print to. */
export const telling = new Telling();

import { invalid } from '../problem/index.js';

/** With one value, and with several (MEC 009, 6.19). */
const OPERATORS = { one: ['eq', 'neq', 'gt', 'gte', 'lt', 'lte'], several: ['in', 'nin', 'cont', 'ncont'] } as const;

export type FilterOperator = (typeof OPERATORS)[keyof typeof OPERATORS][number];

/** One of the conditions of a filter, of which all have to match. */
export interface FilterCondition {
  operator: FilterOperator;
  /** Names of attributes, from the whole to the part. */
  path: string[];
  values: string[];
}

const takesOne = (operator: string) => (OPERATORS.one as readonly string[]).includes(operator);
const takesSeveral = (operator: string) => (OPERATORS.several as readonly string[]).includes(operator);

const QUOTED = /'((?:[^']|'')*)'/y;
const PLAIN = /[^,)(';]*/y;

/** Reads one text from its beginning to its end. */
class Reader {
  private position = 0;

  constructor(private readonly text: string) {}

  get atEnd(): boolean {
    return this.position === this.text.length;
  }

  accept(symbol: string): boolean {
    if (this.text[this.position] !== symbol) return false;
    this.position += 1;
    return true;
  }

  expect(symbol: string): void {
    if (!this.accept(symbol)) throw invalid(`Query parameter filter needs ${symbol} at character ${this.position + 1}.`);
  }

  /** @throws Problem 400 if it holds a symbol and is not quoted */
  value(): string {
    const quoted = this.match(QUOTED);
    return quoted === undefined ? this.match(PLAIN)! : quoted.slice(1, -1).replaceAll("''", "'");
  }

  word(): string {
    return this.match(PLAIN)!;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    this.position += found?.length ?? 0;
    return found;
  }
}

function condition(reader: Reader): FilterCondition {
  reader.expect('(');
  const operator = reader.word();
  if (!takesOne(operator) && !takesSeveral(operator)) throw invalid(`Query parameter filter names the operator "${operator}", which does not exist.`);
  reader.expect(',');
  const path = reader.word().split('/');
  reader.expect(',');
  const values = [reader.value()];
  while (reader.accept(',')) values.push(reader.value());
  reader.expect(')');
  if (takesOne(operator) && values.length > 1) throw invalid(`Query parameter filter gives ${values.length} values to ${operator}, which takes one.`);
  return { operator: operator as FilterOperator, path, values };
}

/** Reads a filter such as (eq,appName,camera);(in,appDVersion,'1.0','1.1'). @throws Problem 400 if it is malformed */
export function parseFilter(text: string): FilterCondition[] {
  const reader = new Reader(text);
  const conditions = [condition(reader)];
  while (!reader.atEnd) {
    reader.expect(';');
    conditions.push(condition(reader));
  }
  return conditions;
}

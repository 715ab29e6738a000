import fc from 'fast-check';
import { stringify } from 'yaml';
import { readJson, readYaml } from '../../src/modules/common/server/body-parser.js';
import { type Fault, Problem } from '../../src/modules/common/problem/index.js';

interface Outcome {
  body?: unknown;
  refused?: string;
  faults?: Fault[];
}

/** What a reader makes of a body: the value, or the detail of its refusal. */
function outcome(read: typeof readJson, text: string | Buffer): Outcome {
  let result: Outcome = {};
  read(undefined as never, Buffer.from(text), (error, body) => {
    if (!error) result = { body };
    else {
      expect(error).toBeInstanceOf(Problem);
      expect((error as Problem).status).toBe(400);
      const { detail: refused, faults } = error as Problem;
      result = { refused, ...(faults.length > 0 && { faults }) };
    }
  });
  return result;
}

describe.each([
  ['JSON', readJson, JSON.stringify],
  ['YAML', readYaml, stringify],
] as const)('a body in %s', (language, read, write) => {
  it('is read as it was written', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0'));
    const value = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(text, tie('value'), { maxKeys: 3, noNullPrototype: true })),
    })).value;
    fc.assert(
      fc.property(value, (written) => {
        expect(outcome(read, write(written)).body).toEqual(written);
      }),
    );
  });

  it('is none if it is empty', () => {
    expect(outcome(read, '')).toEqual({ body: undefined });
  });

  it.each([
    ['malformed', '{"a": ', `not valid ${language}`],
    ['no UTF-8', Buffer.from([0xff]), 'UTF-8'],
    ['nested too deep', `${'['.repeat(70)}${']'.repeat(70)}`, 'nested deeper'],
    ['holding a NUL', '{"a": "\\u0000"}', 'NUL'],
    ['holding half a surrogate pair', '{"a": "\\ud800"}', 'surrogate'],
    ['holding such a name', '{"\\ud800": 1}', 'surrogate'],
  ])('is refused if it is %s', (_what, text, named) => {
    expect(outcome(read, text).refused).toContain(named);
  });

  it.each([['1e400', '{"a": [0, {"b/c": 1e400}]}'], ['-1e400', '{"a": [0, {"b/c": -1e400}]}'], ['400 digits', `{"a": [0, {"b/c": 1${'0'.repeat(400)}}]}`]])('is refused with the place of a number that is not finite: %s', (_number, text) => {
    expect(outcome(read, text)).toEqual({ refused: 'The body/a/1/b~1c must be a finite number.', faults: [{ place: '/a/1/b~1c', detail: 'must be a finite number' }] });
    expect(outcome(read, text.replace(/-?1(e400|0{400})/, '1.7e308')).body).toEqual({ a: [0, { 'b/c': 1.7e308 }] });
  });

  it('is read or refused with 400, whatever it holds', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void outcome(read, text)));
  });
});

it.each(['.inf', '-.inf', '.nan'])('a body in YAML with %s is refused with its place', (number) => {
  expect(outcome(readYaml, `a: [${number}]`).faults).toEqual([{ place: '/a/0', detail: 'must be a finite number' }]);
});

it.each([
  ['a: 1\nb: 2\na: 3', 'line 3, column 1'],
  ['a: [{ b: 1, c: 2, "b": 3 }]', 'line 1, column 19'],
  ['? a\n: 1\n? a', 'line 3, column 3'],
])('a body in YAML that repeats a name is refused with its place: %j', (text, place) => {
  expect(outcome(readYaml, text).refused).toBe(`The body is not valid YAML: Map keys must be unique at ${place}.`);
});

it('a body in YAML takes time by its length, however many names it holds', () => {
  const names = Array.from({ length: 60_000 }, (_, index) => `${index.toString(36)}: 1\n`).join('');
  expect(outcome(readYaml, `${names}zz: 1`).refused).toContain('Map keys must be unique at line 60001');
});

import fc from 'fast-check';
import { stringify } from 'yaml';
import { readJson, readYaml } from '../../src/modules/common/server/body-parser.js';
import { Problem } from '../../src/modules/common/problem/index.js';

/** What a reader makes of a body: the value, or the detail of its refusal. */
function outcome(read: typeof readJson, text: string | Buffer): { body?: unknown; refused?: string } {
  let result: { body?: unknown; refused?: string } = {};
  read(undefined as never, Buffer.from(text), (error, body) => {
    if (!error) result = { body };
    else {
      expect(error).toBeInstanceOf(Problem);
      expect((error as Problem).status).toBe(400);
      result = { refused: (error as Problem).detail };
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

  it('is read or refused with 400, whatever it holds', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void outcome(read, text)));
  });
});

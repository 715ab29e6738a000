import fc from 'fast-check';
import { entityTag, isFresh, requireMatch, requireNoneMatch } from '../../src/modules/common/http/index.js';
import { Problem } from '../../src/modules/common/problem/index.js';

/** What may stand between the quotes (RFC 9110, 8.8.3), as far as Node lets it through. */
const OPAQUE = Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code)).filter((char) => /[\x21\x23-\x7e\x80-\xff]/.test(char));
const opaque = fc.string({ unit: fc.constantFrom(',', 'W/', ...OPAQUE), maxLength: 12 });
const strongTag = opaque.map((text) => `"${text}"`);
const tag = fc.tuple(fc.boolean(), strongTag).map(([weak, text]) => (weak ? `W/${text}` : text));
const space = fc.constantFrom('', ' ', '\t', '  ');
const tags = fc.array(tag, { minLength: 1, maxLength: 6 });

/** Writes a list with whatever space a client may put around the commas. */
const listed = (members: string[], spaces: string[]) => members.map((member, index) => `${spaces[index] ?? ''}${member}`).join(`${spaces[0] ?? ''},`);

function statusOf(action: () => unknown): number | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return (error as Problem).status;
  }
}

describe('an entity tag', () => {
  it('is a strong one, the same for equal representations and another for others', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        expect(entityTag(one)).toMatch(/^"[\x21\x23-\x7e]+"$/);
        expect(entityTag(one) === entityTag(other)).toBe(one === other);
      }),
    );
  });
});

describe('If-Match', () => {
  it('holds exactly when the current strong tag is among those named', () => {
    fc.assert(
      fc.property(tags, fc.array(space, { maxLength: 6 }), strongTag, fc.boolean(), (members, spaces, other, among) => {
        const current = among ? members.find((member) => !member.startsWith('W/')) ?? other : other;
        const expected = members.includes(current) ? undefined : 412;
        expect(statusOf(() => requireMatch(listed(members, spaces), current))).toBe(expected);
      }),
    );
  });

  it('never holds for a weak tag', () => {
    fc.assert(fc.property(strongTag, (current) => expect(statusOf(() => requireMatch(`W/${current}`, current))).toBe(412)));
  });

  it('holds for *, and when it is not sent', () => {
    for (const value of ['*', ' * ', undefined]) expect(statusOf(() => requireMatch(value, '"a"'))).toBeUndefined();
  });

  it('says what the current representation is', () => {
    expect(() => requireMatch('"old"', '"new"')).toThrow('If-Match names "old"; the current representation is "new".');
  });

  it('holds for nothing while there is no representation, not even as the asterisk', () => {
    for (const value of ['*', '"a"', '"a", W/"b"']) expect(statusOf(() => requireMatch(value, undefined))).toBe(412);
    expect(statusOf(() => requireMatch('unquoted', undefined))).toBe(400);
    expect(statusOf(() => requireMatch(undefined, undefined))).toBeUndefined();
  });
});

describe('If-None-Match', () => {
  it('finds the current tag among those named, weak or strong', () => {
    fc.assert(
      fc.property(tags, fc.array(space, { maxLength: 6 }), strongTag, fc.boolean(), (members, spaces, other, among) => {
        const current = among ? members[0]!.replace(/^W\//, '') : other;
        const expected = members.some((member) => member === current || member === `W/${current}`);
        expect(isFresh(listed(members, spaces), current)).toBe(expected);
      }),
    );
  });

  it('is met by *, and by nothing when it is not sent', () => {
    expect([isFresh('*', '"a"'), isFresh(undefined, '"a"')]).toEqual([true, false]);
  });

  it('refuses a write of what it finds, says what the current representation is, and lets one pass while there is none', () => {
    for (const value of ['*', '"a"', 'W/"a"', '"b", "a"']) expect(statusOf(() => requireNoneMatch(value, '"a"'))).toBe(412);
    expect(() => requireNoneMatch('*', '"new"')).toThrow('If-None-Match names *; the current representation is "new".');
    for (const value of ['"b"', undefined]) expect(statusOf(() => requireNoneMatch(value, '"a"'))).toBeUndefined();
    for (const value of ['*', '"a"', undefined]) expect(statusOf(() => requireNoneMatch(value, undefined))).toBeUndefined();
    expect(statusOf(() => requireNoneMatch('unquoted', undefined))).toBe(400);
  });
});

describe('a list of entity tags', () => {
  it('may hold commas inside the quotes', () => {
    expect(isFresh('"a,b", W/"c,"', '"a,b"')).toBe(true);
    expect(isFresh('"a,b", W/"c,"', '"c,"')).toBe(true);
    expect(isFresh('"a,b", W/"c,"', '"a"')).toBe(false);
  });

  it.each(['"a",,"b"', ',"a","b"', '"a", ,"b"', '"a","b",', ' , "a" , "b" , '])('may have empty members (RFC 9110, 5.6.1.2): %s', (value) => {
    expect(statusOf(() => requireMatch(value, '"b"'))).toBeUndefined();
    expect(isFresh(value, '"a"')).toBe(true);
  });

  it.each(['a', '"a', 'a"', '"a" "b"', "'a'", 'w/"a"', 'W/a', '"a b"', '*, "a"', '"a", *', '"a"b', '""a"'])('is refused when it is %s', (value) => {
    expect(statusOf(() => requireMatch(value, '"a"'))).toBe(400);
    expect(statusOf(() => isFresh(value, '"a"'))).toBe(400);
  });

  it('is taken, refused or not matched, and never anything else', () => {
    const garbage = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('"', ',', 'W', '/', ' ', 'a', '*', '\\', '\t') }));
    fc.assert(
      fc.property(garbage, (value) => {
        expect([undefined, 400, 412]).toContain(statusOf(() => requireMatch(value, '"a"')));
        expect([undefined, 400]).toContain(statusOf(() => isFresh(value, '"a"')));
      }),
      { numRuns: 300 },
    );
  });
});

import fc from 'fast-check';
import { ApiDocuments, SchemaCompiler, schemaFaults } from '../../src/modules/common/operation/index.js';
import { REGISTRATION } from './registrations.js';

const documents = new ApiDocuments();
const document = documents.get('mec011-service-management');
const SCHEMA = { $ref: '#/components/schemas/ServiceInfoPost' };
const validators = [documents.requestCompilers(document).firstFault.compile(SCHEMA), new SchemaCompiler(document, 'request', 'every-fault').compile(SCHEMA)];

type Path = (string | number)[];

/** Every place in a JSON value, the value itself included. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...inner.flatMap((key) => placesIn((value as Record<string | number, unknown>)[key], [...path, key]))];
}

/** A copy with another value, or none, at one place. */
function changed(value: unknown, [key, ...rest]: Path, replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  const inner = changed(copy[key], rest, replacement);
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy;
}

const oddity = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(undefined, null, [], {}, '', 0, -1, 1e300, [null], { uris: ['a'], fqdn: ['b'] }, { uris: [] }, { addresses: [{}] }, 'OAUTH2_IMPLICIT_GRANT'),
);
const nearly = fc
  .array(fc.tuple(fc.constantFrom(...placesIn(REGISTRATION)), oddity), { maxLength: 3 })
  .map((changes) =>
    changes.reduce<unknown>((body, [path, value]) => {
      const there = placesIn(body).some((place) => JSON.stringify(place) === JSON.stringify(path));
      return there ? changed(body, path, value) : body;
    }, REGISTRATION),
  );

describe('the check of a registration', () => {
  it('lets a right one pass, unchanged', () => {
    const body = structuredClone(REGISTRATION);
    for (const validate of validators) expect(validate(body)).toBe(true);
    expect(body).toEqual(REGISTRATION);
  });

  it('never throws, and has a place and a sentence for whatever it refuses', () => {
    const body = fc.oneof(fc.jsonValue(), nearly);
    fc.assert(
      fc.property(body, (value) => {
        const verdicts = validators.map((validate) => {
          if (validate(value)) return true;
          const faults = schemaFaults(validate.errors ?? []);
          expect(faults.length).toBeGreaterThan(0);
          for (const { place, detail } of faults) {
            expect(place).toMatch(/^(\/|$)/);
            expect(detail).toMatch(/^(must|lacks) /);
            expect(detail).not.toMatch(/undefined|\[object|must pass|schema/);
          }
          return false;
        });
        expect(verdicts[0]).toBe(verdicts[1]);
      }),
      { numRuns: 600 },
    );
  });

  it('does not change what it checks', () => {
    fc.assert(
      fc.property(nearly, (value) => {
        const before = structuredClone(value);
        for (const validate of validators) validate(value);
        expect(value).toEqual(before);
      }),
    );
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compareStructures, structureOf, type Deviation } from '../../scripts/etsi-structure.js';
import { asObject, type JsonObject } from '../../scripts/openapi-json.js';
import { allDocuments, OPENAPI_FOLDER, readYaml } from './documents.js';

const digests = readdirSync(join(OPENAPI_FOLDER, 'etsi')).filter((file) => file.endsWith('.json')).map((file) => basename(file, '.json'));

function digestOf(name: string): JsonObject {
  return asObject(asObject(JSON.parse(readFileSync(join(OPENAPI_FOLDER, 'etsi', `${name}.json`), 'utf8'))).digest);
}

function deviationsOf(name: string): Deviation[] {
  const file = join(OPENAPI_FOLDER, 'deviations', `${name}.yaml`);
  return existsSync(file) ? (readYaml(file) as Deviation[]) : [];
}

function documentOf(name: string): JsonObject {
  return asObject(allDocuments().find((document) => document.name === name)?.root);
}

const lines = (differences: { at: string; what: string }[]) => differences.map(({ at, what }) => `${at}: ${what}`);

describe.each(digests)('%s', (name) => {
  const { unexplained, faults } = compareStructures(structureOf(documentOf(name)), digestOf(name), deviationsOf(name));

  it('differs from the published document only where a deviation says why', () => {
    expect(lines(unexplained)).toEqual([]);
  });

  it('has no idle, wide or miscounted deviation', () => {
    expect(faults).toEqual([]);
  });
});

it('compares every document that ETSI has one for; those in openapi/platform are our own', () => {
  const standards = readdirSync(OPENAPI_FOLDER).filter((file) => file.endsWith('.yaml')).map((file) => basename(file, '.yaml'));
  expect(digests.sort()).toEqual(standards.sort());
});

describe('the comparison', () => {
  const name = 'mec011-service-management';
  const compare = (change: (root: JsonObject) => unknown, more: Deviation[] = []) => {
    const root = structuredClone(documentOf(name));
    change(root);
    return compareStructures(structureOf(root), digestOf(name), [...deviationsOf(name), ...more]);
  };
  const nothing = () => undefined;
  const pathOf = (root: JsonObject, path: string) => asObject(asObject(root.paths)[path]);
  const deviation = (at: string, count: number): Deviation => ({ at, count, clause: 'MEC 011, 8.2', reason: 'a test' });

  it('reports a renamed operation', () => {
    const { unexplained } = compare((root) => (asObject(pathOf(root, '/transports').get).operationId = 'GetTransports'));
    expect(lines(unexplained)).toEqual(['GET /transports/operationId: "GetTransports"; ETSI has "TransportsGET"']);
  });

  it('reports a missing operation once', () => {
    const { unexplained } = compare((root) => delete asObject(root.paths)['/services']);
    expect(unexplained.map(({ at }) => at)).toEqual(['GET /services']);
  });

  it('reports a changed enumeration inside a referenced schema', () => {
    const { unexplained } = compare((root) => {
      const schemas = asObject(asObject(root.components).schemas);
      schemas.TransportType = { type: 'string', enum: ['REST_HTTP', 'CARRIER_PIGEON'] };
    });
    const at = 'GET /transports/responses/200/content/application/json/items/properties/type/enum';
    expect(lines(unexplained)).toContain(`${at}: lacks MB_PUBSUB,MB_ROUTING,MB_TOPIC_BASED,RPC,RPC_STREAMING,WEBSOCKET; adds CARRIER_PIGEON`);
  });

  it('ignores words', () => {
    const { unexplained, faults } = compare((root) => (asObject(pathOf(root, '/transports').get).description = 'Other words'));
    expect([unexplained, faults]).toEqual([[], []]);
  });

  it('reports an idle deviation', () => {
    const at = 'GET /transports/parameters/query:page';
    expect(compare(nothing, [deviation(at, 1)]).faults).toEqual([`deviation excuses nothing: ${at}`]);
  });

  it('reports a wrong count', () => {
    const at = 'GET /transports/parameters/query:page';
    const page = { in: 'query', name: 'page', schema: { type: 'string' } };
    const withPage = (root: JsonObject) => (pathOf(root, '/transports').parameters = [page]);
    const { faults, unexplained } = compare(withPage, [deviation(at, 2)]);
    expect([faults, unexplained]).toEqual([[`deviation excuses 1, not 2: ${at}`], []]);
  });

  it.each(['GET /transports', '* /*', '* /services!', 'transports/parameters'])('refuses the wide deviation %s', (at) => {
    expect(compare(nothing, [deviation(at, 1)]).faults).toEqual([`deviation too wide: ${at}`]);
  });

  it('refuses a deviation without a reason', () => {
    expect(compare(nothing, [{ ...deviation('GET /transports/parameters', 1), reason: '' }]).faults).toHaveLength(1);
  });
});

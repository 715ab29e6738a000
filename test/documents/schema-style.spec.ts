// The rules of docs/adr/0002-schema-style.md.
import { asObject, isObject, type JsonObject } from '../../scripts/openapi-json.js';
import { allDocuments } from './documents.js';
import { operationRules, operationSites } from './operation-rules.js';
import { schemaRules } from './schema-rules.js';

const documents = allDocuments();
const rules = { ...operationRules, ...schemaRules };

/** Violations that we live with; an entry that no longer occurs fails. */
const KNOWN_EXCEPTIONS: { document: string; rule: string; violation: string; reason: string }[] = [
  {
    document: 'mec010-2-app-package',
    rule: 'every component is used',
    violation: 'components/schemas/AppD',
    reason: 'It says what the descriptor inside a package has to be. No body carries it by itself: packages are ZIP files, and the answers of appd are partial.',
  },
];

function exceptionsFor(document: string, rule: string): string[] {
  return KNOWN_EXCEPTIONS.filter((exception) => exception.document === document && exception.rule === rule).map(({ violation }) => violation);
}

describe.each(documents)('$name', ({ name, root }) => {
  it.each(Object.entries(rules))('%s', (rule, violations) => {
    expect(violations(root).sort()).toEqual(exceptionsFor(name, rule).sort());
  });
});

function withoutExamples(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutExamples);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'example' && key !== 'examples');
  return Object.fromEntries(kept.map(([key, entry]) => [key, withoutExamples(entry)]));
}

describe('all documents', () => {
  it('are found', () => {
    expect(documents.map(({ name }) => name).sort()).toEqual([
      'handover',
      'mec010-2-app-lifecycle',
      'mec010-2-app-package',
      'mec010-2-granting',
      'mec011-app-support',
      'mec011-service-management',
      'mec012-rni',
      'mm5',
      'mp3',
      'orchestrator',
      'placement',
      'ran',
      'registration',
      'runtime',
    ]);
  });

  it.each(['schemas', 'parameters', 'headers', 'responses'])('mean the same by components/%s of the same name', (section) => {
    const seen = new Map<string, unknown>();
    for (const { root } of documents) {
      for (const [name, component] of Object.entries(asObject(asObject(root.components)[section]))) {
        const plain = withoutExamples(component);
        expect({ name, component: plain }).toEqual({ name, component: seen.get(name) ?? plain });
        seen.set(name, plain);
      }
    }
  });

  it('are exempt from rules that exist only', () => {
    const known = KNOWN_EXCEPTIONS.filter(({ document, rule }) => documents.some(({ name }) => name === document) && rule in rules);
    expect(known).toEqual(KNOWN_EXCEPTIONS);
  });
});

const schemasOf = (root: JsonObject) => asObject(asObject(root.components).schemas);
const propertyOf = (root: JsonObject, type: string, name: string) => asObject(asObject(asObject(schemasOf(root)[type]).properties)[name]);
const transportsOf = (root: JsonObject) => asObject(operationSites(root).find(({ place }) => place === 'GET /transports')?.value);
const responsesOf = (root: JsonObject) => asObject(transportsOf(root).responses);
const mediaOf = (root: JsonObject) => asObject(asObject(asObject(responsesOf(root)['200']).content)['application/json']);
const LINK = { $ref: '#/components/schemas/LinkType' };
const TIME = { $ref: '#/components/schemas/TimeStamp' };

const mistakes: [rule: keyof typeof rules, make: (root: JsonObject) => unknown][] = [
  ['every operation has an operationId of its own', (root) => delete transportsOf(root).operationId],
  ['every operation has one tag', (root) => (transportsOf(root).tags = ['unknown'])],
  ['every operation has a summary', (root) => delete transportsOf(root).summary],
  ['every operation can succeed', (root) => delete responsesOf(root)['200']],
  ['every operation has a problem as its default response', (root) => delete responsesOf(root).default],
  ['every error response is a problem', (root) => (responsesOf(root)['404'] = { description: 'bare' })],
  ['every body has examples', (root) => delete mediaOf(root).examples],
  ['every schema that generated code has to name is a component', (root) => (propertyOf(root, 'LinkType', 'href').properties = {})],
  ['component names are in PascalCase', (root) => (schemasOf(root)._links2 = {})],
  ['a constant is written as type and const', (root) => (propertyOf(root, 'LinkType', 'href').enum = ['one'])],
  ['nothing is nullable', (root) => (propertyOf(root, 'LinkType', 'href').nullable = true)],
  ['oneOf, anyOf and allOf hold references and stand alone', (root) => (asObject(schemasOf(root).LinkType).oneOf = [{ required: ['href'] }])],
  ['a required constant tells the branches of a oneOf apart', (root) => (schemasOf(root).Either = { oneOf: [LINK, TIME] })],
  ['a oneOf has a discriminator that maps every branch by its full reference', (root) => (schemasOf(root).Either = { oneOf: [LINK] })],
  ['a required array says minItems', (root) => delete propertyOf(root, 'ServiceAvailabilityNotification', 'serviceReferences').minItems],
  ['a default is one that the Java client compiles with', (root) => Object.assign(propertyOf(root, 'EndPointInfo', 'uris'), { default: [1], items: { type: 'integer', enum: [1, 2] } })],
  ['an integer says its bounds', (root) => delete propertyOf(root, 'TimeStamp', 'seconds').format],
  ['objects are open, and free objects say so', (root) => delete propertyOf(root, 'EndPointInfo', 'alternative').additionalProperties],
  ['beside $ref there are only annotations', (root) => (propertyOf(root, 'ServiceInfo', 'state').type = 'string')],
  ['every reference resolves', (root) => (propertyOf(root, 'ServiceInfo', 'state').$ref = '#/components/schemas/Nowhere')],
  ['every component is used', (root) => (schemasOf(root).Lonely = { type: 'string' })],
];

describe('a mistake is found by the rule', () => {
  it.each(mistakes)('%s', (rule, make) => {
    const document = documents.find(({ name }) => name === 'mec011-service-management');
    const spoilt = structuredClone(asObject(document?.root));
    make(spoilt);
    expect(rules[rule]?.(spoilt)).toHaveLength(1);
  });

  it('a default is one that the Java client compiles with, beside a reference', () => {
    const schemas = { Tag: { type: 'string' }, Image: { type: 'object', properties: { tag: { $ref: '#/components/schemas/Tag', default: 'latest' } } } };
    expect(schemaRules['a default is one that the Java client compiles with']?.({ components: { schemas } })).toHaveLength(1);
  });

  it('while a oneOf told apart by constants passes', () => {
    const branch = (name: string) => ({ type: 'object', required: ['kind'], properties: { kind: { type: 'string', const: name } } });
    const reference = (name: string) => `#/components/schemas/${name}`;
    const either = {
      oneOf: [{ $ref: reference('First') }, { $ref: reference('Second') }],
      discriminator: { propertyName: 'kind', mapping: { First: reference('First'), Second: reference('Second') } },
    };
    const schemas = { First: branch('First'), Second: branch('Second'), Either: either, Use: { $ref: reference('Either') } };
    const root = { components: { schemas } };
    expect(Object.values(schemaRules).flatMap((violations) => violations(root))).toEqual(['components/schemas/Use']);
  });

  it('which has a mistake for each rule', () => {
    expect(mistakes.map(([rule]) => rule)).toEqual(Object.keys(rules));
  });
});

import { asList, asObject, dereference, isObject, resolveReference, type JsonObject } from '../../scripts/openapi-json.js';
import { sitesIn, type Site } from './documents.js';
import type { Rule } from './operation-rules.js';

const SECTIONS = ['schemas', 'parameters', 'headers', 'responses', 'requestBodies', 'examples', 'callbacks', 'links'];
const ANNOTATIONS = ['description', 'default', 'readOnly', 'writeOnly', 'deprecated'];
const COMPOSITIONS = ['oneOf', 'anyOf', 'allOf'];

const ROOT_SCHEMA = /^components\/schemas\/[^/]+$|\/schema$/;
const STEP_INSIDE = /\/((properties|patternProperties|oneOf|anyOf|allOf)\/[^/]+|items|additionalProperties)$/;

function isSchemaPlace(place: string): boolean {
  return ROOT_SCHEMA.test(place) || (STEP_INSIDE.test(place) && isSchemaPlace(place.replace(STEP_INSIDE, '')));
}

/** Schemas that code generators see, which those under if, then, else and not aren't. */
function schemaSites(root: JsonObject): Site[] {
  return sitesIn(root, '').filter(({ place }) => isSchemaPlace(place));
}

function faultsOfSchemas(root: JsonObject, faultOf: (schema: JsonObject, place: string) => string | false): string[] {
  return schemaSites(root).flatMap(({ place, value }) => {
    const fault = faultOf(value, place);
    return fault ? [`${place}: ${fault}`] : [];
  });
}

const isComponent = (place: string) => /^components\/schemas\/[^/]+$/.test(place);

const named: Rule = (root) =>
  faultsOfSchemas(root, (schema, place) => {
    const needsName = 'properties' in schema || COMPOSITIONS.some((key) => key in schema) || asList(schema.enum).length > 1;
    return !isComponent(place) && needsName && 'has to be a component, so that generated code has a name for it';
  });

const componentNames: Rule = (root) =>
  Object.entries(asObject(root.components)).flatMap(([section, components]) =>
    Object.keys(asObject(components)).filter((name) => !/^[A-Z][A-Za-z0-9]*$/.test(name)).map((name) => `components/${section}/${name}`));

const constants: Rule = (root) =>
  faultsOfSchemas(root, (schema) => {
    if (asList(schema.enum).length === 1) return 'one-value enum instead of const';
    return 'const' in schema && schema.type === undefined && 'const without type';
  });

const noNullable: Rule = (root) => faultsOfSchemas(root, (schema) => 'nullable' in schema && 'nullable is not OpenAPI 3.1');

const composition: Rule = (root) =>
  faultsOfSchemas(root, (schema) => {
    const used = COMPOSITIONS.filter((key) => key in schema);
    const bare = used.some((key) => asList(schema[key]).some((branch) => !('$ref' in asObject(branch))));
    if (bare) return `${used.join()} of something else than references`;
    return used.length > 0 && 'properties' in schema && `${used.join()} beside properties`;
  });

function constantsOf(root: JsonObject, branch: unknown): Map<string, unknown> {
  const { properties, required } = dereference(root, branch);
  const fixed = Object.entries(asObject(properties)).filter(([name, schema]) => asList(required).includes(name) && 'const' in asObject(schema));
  return new Map(fixed.map(([name, schema]) => [name, asObject(schema).const]));
}

const toldApart: Rule = (root) =>
  faultsOfSchemas(root, (schema) => {
    const branches = asList(schema.oneOf).map((branch) => constantsOf(root, branch));
    const names = [...(branches[0]?.keys() ?? [])];
    const values = (name: string) => branches.filter((branch) => branch.has(name)).map((branch) => branch.get(name));
    const tells = (name: string) => new Set(values(name)).size === branches.length;
    return branches.length > 0 && !names.some(tells) && 'no required constant tells the branches apart';
  });

const discriminators: Rule = (root) =>
  faultsOfSchemas(root, (schema) => {
    if (!('oneOf' in schema) && !('discriminator' in schema)) return false;
    const { propertyName, mapping } = asObject(schema.discriminator);
    const mapped = (branch: unknown) => asObject(mapping)[String(constantsOf(root, branch).get(String(propertyName)))] === asObject(branch).$ref;
    const complete = isObject(mapping) && asList(schema.oneOf).length === Object.keys(mapping).length && asList(schema.oneOf).every(mapped);
    return !complete && 'no discriminator that maps the constant of every branch to its full reference';
  });

const requiredArrays: Rule = (root) =>
  faultsOfSchemas(root, ({ properties, required }) => {
    const open = asList(required).filter((name) => {
      const property = asObject(asObject(properties)[String(name)]);
      return property.type === 'array' && property.minItems === undefined;
    });
    return open.length > 0 && `${open.join()}: a required array says minItems, if only 0`;
  });

const defaults: Rule = (root) =>
  faultsOfSchemas(root, (schema) => {
    const item = dereference(root, schema.items);
    if (asList(schema.default).length > 0 && item.type === 'integer' && 'enum' in item) return 'a default of enumerated integers, of which the Java client makes names that do not exist';
    const target = dereference(root, schema);
    return '$ref' in schema && typeof schema.default === 'string' && !('enum' in target) && 'a default beside a reference to a string, which the Java client does not quote';
  });

const integers: Rule = (root) =>
  faultsOfSchemas(root, ({ type, minimum, maximum, format }) => {
    if (type !== 'integer') return false;
    if (typeof minimum !== 'number' || typeof maximum !== 'number') return 'integer without minimum and maximum';
    return (maximum > 2 ** 31 - 1 || minimum < -(2 ** 31)) && format !== 'int64' && 'more than 32 bits without format int64';
  });

const openObjects: Rule = (root) =>
  faultsOfSchemas(root, (schema) => {
    if (schema.additionalProperties === false || schema.unevaluatedProperties === false) return 'unknown attributes are tolerated everywhere';
    const free = schema.type === 'object' && !('properties' in schema);
    return free && !('additionalProperties' in schema) && 'free object without additionalProperties: true';
  });

const siblings: Rule = (root) =>
  faultsOfSchemas(root, (schema) => {
    const others = Object.keys(schema).filter((key) => !ANNOTATIONS.includes(key) && key !== '$ref');
    return '$ref' in schema && others.length > 0 && `${others.join()} beside $ref`;
  });

function referencesOf(root: JsonObject): { place: string; reference: string }[] {
  const withExamples = (value: unknown, place: string): { place: string; reference: string }[] => {
    if (Array.isArray(value)) return value.flatMap((entry, i) => withExamples(entry, `${place}/${i}`));
    if (!isObject(value)) return [];
    const own = typeof value.$ref === 'string' ? [{ place, reference: value.$ref }] : [];
    const inner = Object.entries(value).filter(([key]) => key !== 'value');
    return [...own, ...inner.flatMap(([key, entry]) => withExamples(entry, `${place}/${key}`))];
  };
  return withExamples(root, '');
}

const resolving: Rule = (root) =>
  referencesOf(root)
    .filter(({ reference }) => resolveReference(root, reference) === undefined)
    .map(({ place, reference }) => `${place}: ${reference}`);

const used: Rule = (root) => {
  const references = new Set(referencesOf(root).map(({ reference }) => reference));
  const namesIn = (section: string) => Object.keys(asObject(asObject(root.components)[section]));
  const places = SECTIONS.flatMap((section) => namesIn(section).map((name) => `components/${section}/${name}`));
  return places.filter((place) => !references.has(`#/${place}`));
};

export const schemaRules: Record<string, Rule> = {
  'every schema that generated code has to name is a component': named,
  'component names are in PascalCase': componentNames,
  'a constant is written as type and const': constants,
  'nothing is nullable': noNullable,
  'oneOf, anyOf and allOf hold references and stand alone': composition,
  'a required constant tells the branches of a oneOf apart': toldApart,
  'a oneOf has a discriminator that maps every branch by its full reference': discriminators,
  'a required array says minItems': requiredArrays,
  'a default is one that the Java client compiles with': defaults,
  'an integer says its bounds': integers,
  'objects are open, and free objects say so': openObjects,
  'beside $ref there are only annotations': siblings,
  'every reference resolves': resolving,
  'every component is used': used,
};

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { ApiDocument } from './api-document.js';
import { discriminated } from './discriminated.js';
import { isObject, type Json } from './json-schema.js';

/**
 * The document as requests see it: attributes that the platform sets (`readOnly`) are neither required nor looked at.
 * Clients in the field send them along (MEC 011 tests) and are to be tolerated.
 */
function requestVariant(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(requestVariant);
  if (!isObject(node)) return node;
  const copy: Json = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, requestVariant(value)]));
  if (!isObject(node['properties'])) return copy;
  const properties = node['properties'];
  const setByPlatform = Object.keys(properties).filter((name) => isObject(properties[name]) && properties[name]['readOnly'] === true);
  for (const name of setByPlatform) (copy['properties'] as Json)[name] = true;
  if (Array.isArray(node['required'])) copy['required'] = node['required'].filter((name) => !setByPlatform.includes(String(name)));
  return copy;
}

/** Makes references of a schema that stands in a document point into the document of this name. */
function anchored(node: unknown, name: string): unknown {
  if (Array.isArray(node)) return node.map((item) => anchored(item, name));
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, key === '$ref' ? `${name}${String(value)}` : anchored(value, name)]),
  );
}

/** Compiles the schemas of one document, for requests or for what the platform sends. */
export class SchemaCompiler {
  private readonly ajv: Ajv2020;

  /** Looking for every fault takes long where there are many; the first is found at once. */
  constructor(
    private readonly document: ApiDocument,
    private readonly variant: 'request' | 'response',
    extent: 'first-fault' | 'every-fault' = 'first-fault',
  ) {
    this.ajv = new Ajv2020({ strict: false, verbose: true, allErrors: extent === 'every-fault' });
    addFormats.default(this.ajv);
    this.ajv.addSchema(this.seen(document.openapi) as object, document.name, undefined, false);
  }

  /** Compiles a schema that stands somewhere in the document. */
  compile(schema: unknown): ValidateFunction {
    return this.ajv.compile(anchored(this.seen(schema), this.document.name) as object);
  }

  private seen(node: unknown): unknown {
    return discriminated(this.variant === 'request' ? requestVariant(node) : node);
  }
}

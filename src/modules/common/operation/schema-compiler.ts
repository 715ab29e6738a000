import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isObject, type Json } from '../document-text/index.js';
import type { ApiDocument } from './api-document.js';
import { discriminated } from './discriminated.js';

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

/** Tells whether a value is as its schema demands; what is wrong with the last one is in `errors`. */
export interface Validator {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null | undefined;
}

/** Compiles the schemas of one document, for requests or for what the platform sends. */
export class SchemaCompiler {
  private ajv: Ajv2020 | undefined;
  private readonly compiled = new WeakMap<object, ValidateFunction>();

  /** Looking for every fault takes long where there are many; the first is found at once. */
  constructor(
    private readonly document: ApiDocument,
    private readonly variant: 'request' | 'response',
    private readonly extent: 'first-fault' | 'every-fault' = 'first-fault',
  ) {}

  /**
   * Makes the validator of a schema that stands somewhere in the document. It is compiled when it is needed first: a process
   * seldom needs all of them, and that would take half of its start.
   */
  compile(schema: object): Validator {
    const validator: Validator = (value) => {
      const validate = this.compiledOf(schema);
      const isValid = validate(value);
      validator.errors = validate.errors;
      return isValid;
    };
    return validator;
  }

  private compiledOf(schema: object): ValidateFunction {
    const known = this.compiled.get(schema) ?? this.compiler().compile(anchored(this.seen(schema), this.document.name) as object);
    this.compiled.set(schema, known);
    return known;
  }

  /** Made with the first schema, too: to go through a whole document takes long. */
  private compiler(): Ajv2020 {
    return (this.ajv ??= this.newCompiler());
  }

  private newCompiler(): Ajv2020 {
    // The documents are held against the rules of JSON Schema by their tests, not again by every start.
    const ajv = new Ajv2020({ strict: false, verbose: true, allErrors: this.extent === 'every-fault', meta: false, validateSchema: false });
    addFormats.default(ajv);
    return ajv.addSchema(this.seen(this.document.openapi) as object, this.document.name, undefined, false);
  }

  private seen(node: unknown): unknown {
    return discriminated(this.variant === 'request' ? requestVariant(node) : node);
  }
}

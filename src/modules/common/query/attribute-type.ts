import { type ApiDocument, dereference, type OpenApi } from '../operation/index.js';

interface SchemaNode {
  $ref?: string;
  type?: string | string[];
  items?: SchemaNode;
  properties?: Record<string, SchemaNode>;
  required?: string[];
  additionalProperties?: boolean | SchemaNode;
  oneOf?: SchemaNode[];
  anyOf?: SchemaNode[];
  allOf?: SchemaNode[];
}

const COMPOSITIONS = ['oneOf', 'anyOf', 'allOf'] as const;

/** What a document says of an attribute, as far as filters and selectors go by it. The parts of an array are those of its elements. */
export class AttributeType {
  private readonly schemas: SchemaNode[];
  private readonly elements: SchemaNode[];

  private constructor(
    private readonly openapi: OpenApi,
    schemas: SchemaNode[],
  ) {
    this.schemas = schemas.flatMap((schema) => this.alternatives(schema));
    this.elements = this.schemas.flatMap((schema) => (schema.items ? this.alternatives(schema.items) : [schema]));
  }

  /** The type of this name in a document. */
  static of({ openapi }: ApiDocument, schema: string): AttributeType {
    return new AttributeType(openapi, [{ $ref: `#/components/schemas/${schema}` }]);
  }

  /** A text, a number or a truth value; neither a structure nor a list (MEC 009, 6.18). */
  get isSimple(): boolean {
    return this.schemas.every((schema) => schema.items === undefined && isScalar(schema));
  }

  /** It, or each element of it, can be compared with a value. */
  get isComparable(): boolean {
    return this.elements.some(isScalar);
  }

  /** The part of this name, undefined if there can be none. */
  part(name: string): AttributeType | undefined {
    const found = this.elements.flatMap(({ properties = {}, additionalProperties }) => {
      if (Object.hasOwn(properties, name)) return [properties[name]!];
      if (additionalProperties === true) return [{ additionalProperties: true }];
      return additionalProperties ? [additionalProperties] : [];
    });
    return found.length > 0 ? new AttributeType(this.openapi, found) : undefined;
  }

  /** The part that a path leads to. */
  at(path: readonly string[]): AttributeType | undefined {
    return path.reduce<AttributeType | undefined>((type, name) => type?.part(name), this);
  }

  requires(name: string): boolean {
    return this.elements.some(({ required = [] }) => required.includes(name));
  }

  private alternatives(schema: SchemaNode): SchemaNode[] {
    const resolved = dereference(this.openapi, schema as { $ref: string }) as SchemaNode;
    const branches = COMPOSITIONS.flatMap((composition) => resolved[composition] ?? []);
    return [resolved, ...branches.flatMap((branch) => this.alternatives(branch))].filter((one) => branches.length === 0 || one !== resolved);
  }
}

/** Whatever may stand in a free object may be a text, too. */
const isScalar = ({ type, properties, additionalProperties }: SchemaNode): boolean =>
  type !== 'object' && type !== 'array' && properties === undefined && (additionalProperties === undefined || type === undefined);

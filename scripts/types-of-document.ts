import { pathToFileURL } from 'node:url';
import openapiTS, { astToString, type OpenAPITSOptions, type SchemaObject, transformSchemaObject, type TransformNodeOptions, tsUnion } from 'openapi-typescript';

/** openapi-typescript doesn't read if, then and else; a schema of nothing else is one of the two (docs/adr/0002-schema-style.md). */
function eitherBranch(schema: SchemaObject, options: TransformNodeOptions) {
  const { type, then, else: otherwise } = schema as { type?: unknown; then?: SchemaObject; else?: SchemaObject };
  if (type !== undefined || !then || !otherwise) return undefined;
  return tsUnion([then, otherwise].map((branch) => transformSchemaObject(branch, options)));
}

/** The types of an OpenAPI document, as TypeScript. */
export const typesOf = async (file: string, options: OpenAPITSOptions = {}): Promise<string> =>
  astToString(await openapiTS(pathToFileURL(file), { defaultNonNullable: false, transform: eitherBranch, ...options }));

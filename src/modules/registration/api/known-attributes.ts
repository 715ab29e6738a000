import { Injectable } from '@nestjs/common';
import { ApiDocuments, dereference, type OpenApi } from '../../common/operation/index.js';
import { DOCUMENT } from './operation-request.js';

interface Schema {
  readOnly?: boolean;
  properties?: Record<string, Schema>;
  items?: Schema;
}

/** Takes over the attributes that the document knows and leaves to the client, at every depth, in the order of the document. */
@Injectable()
export class KnownAttributes {
  private readonly openapi: OpenApi;

  constructor(documents: ApiDocuments) {
    this.openapi = documents.get(DOCUMENT).openapi;
  }

  /** @param schema name of the content's type */
  of<T>(schema: string, content: T): T {
    return this.known({ $ref: `#/components/schemas/${schema}` }, content) as T;
  }

  private known(schema: object, content: unknown): unknown {
    const { properties, items } = dereference<Schema>(this.openapi, schema);
    if (items) return (content as unknown[]).map((item) => this.known(items, item));
    if (!properties) return content;
    const sent = content as Record<string, unknown>;
    const names = Object.keys(properties).filter((name) => Object.hasOwn(sent, name) && properties[name]!.readOnly !== true);
    return Object.fromEntries(names.map((name) => [name, this.known(properties[name]!, sent[name])]));
  }
}

import { Injectable } from '@nestjs/common';
import { ApiDocuments, dereference, type OpenApi } from '../../common/operation/index.js';
import { type Fault, refuseFaults } from '../../common/problem/index.js';
import { DOCUMENT } from './operation-request.js';

interface Schema {
  readOnly?: boolean;
  properties?: Record<string, Schema>;
  items?: Schema;
}

/** Takes over the attributes that the document leaves to the client, at every depth, in the order of the document. */
@Injectable()
export class KnownAttributes {
  private readonly openapi: OpenApi;

  constructor(documents: ApiDocuments) {
    this.openapi = documents.get(DOCUMENT).openapi;
  }

  /**
   * @param schema name of the content's type
   * @throws Problem 400 with each attribute that the document doesn't know: a setting that is misspelt would change what a run shows
   */
  of<T>(schema: string, content: T): T {
    const faults: Fault[] = [];
    const known = this.known({ $ref: `#/components/schemas/${schema}` }, content, '', faults) as T;
    refuseFaults(faults);
    return known;
  }

  private known(schema: object, content: unknown, place: string, faults: Fault[]): unknown {
    const { properties, items } = dereference<Schema>(this.openapi, schema);
    if (items) return (content as unknown[]).map((item, index) => this.known(items, item, `${place}/${index}`, faults));
    if (!properties) return content;
    const sent = content as Record<string, unknown>;
    faults.push(...Object.keys(sent).flatMap((name) => (Object.hasOwn(properties, name) ? [] : [{ place: `${place}/${name}`, detail: 'is no attribute that the document knows' }])));
    const names = Object.keys(properties).filter((name) => Object.hasOwn(sent, name) && properties[name]!.readOnly !== true);
    return Object.fromEntries(names.map((name) => [name, this.known(properties[name]!, sent[name], `${place}/${name}`, faults)]));
  }
}

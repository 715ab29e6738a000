import { Injectable } from '@nestjs/common';
import { type Fault, memberOf, refuseFaults } from '../problem/index.js';
import { dereference, type OpenApi } from './api-document.js';
import { ApiDocuments } from './api-documents.js';

interface Schema {
  readOnly?: boolean;
  properties?: Record<string, Schema>;
  items?: Schema;
  discriminator?: { propertyName: string; mapping: Record<string, string> };
}

const referenceTo = (type: string) => `#/components/schemas/${type}`;

/** Takes over the attributes that a document leaves to the client, at every depth, in the order of the document, of content that is as the document demands. */
@Injectable()
export class KnownAttributes {
  constructor(private readonly documents: ApiDocuments) {}

  /**
   * Leaves out the attributes that the document doesn't know.
   * @param type name of the content's type
   * @param untouched name of a type that is taken over as it is, for others to judge
   */
  of<T>(document: string, type: string, content: T, untouched?: string): T {
    return new Selection(this.documents.get(document).openapi, untouched).of(type, content);
  }

  /**
   * @param untouched name of a type that is taken over as it is, for others to judge
   * @throws Problem 400 with each attribute that the document doesn't know
   */
  strictly<T>(document: string, type: string, content: T, untouched?: string): T {
    const selection = new Selection(this.documents.get(document).openapi, untouched);
    const known = selection.of(type, content);
    refuseFaults(selection.unknown);
    return known;
  }
}

class Selection {
  /** What has been left out. */
  readonly unknown: Fault[] = [];
  private readonly untouched: string | undefined;

  constructor(
    private readonly openapi: OpenApi,
    untouched?: string,
  ) {
    this.untouched = untouched && referenceTo(untouched);
  }

  of<T>(type: string, content: T): T {
    return this.known({ $ref: referenceTo(type) }, content, '') as T;
  }

  private known(schema: Schema | { $ref: string }, content: unknown, place: string): unknown {
    if ('$ref' in schema && schema.$ref === this.untouched) return content;
    const { properties, items, discriminator } = dereference<Schema>(this.openapi, schema);
    if (items) return (content as unknown[]).map((item, index) => this.known(items, item, memberOf(place, index)));
    const sent = content as Record<string, unknown>;
    if (discriminator) return this.known({ $ref: discriminator.mapping[String(sent[discriminator.propertyName])]! }, content, place);
    return properties ? this.ofObject(properties, sent, place) : content;
  }

  private ofObject(properties: Record<string, Schema>, sent: Record<string, unknown>, place: string): unknown {
    for (const name of Object.keys(sent))
      if (!Object.hasOwn(properties, name)) this.unknown.push({ place: memberOf(place, name), detail: 'is no attribute that the document knows' });
    const names = Object.keys(properties).filter((name) => Object.hasOwn(sent, name) && properties[name]!.readOnly !== true);
    return Object.fromEntries(names.map((name) => [name, this.known(properties[name]!, sent[name], memberOf(place, name))]));
  }
}

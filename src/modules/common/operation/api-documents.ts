import { Injectable } from '@nestjs/common';
import { type ApiDocument, loadDocuments } from './api-document.js';
import { type Operation, operationsOf } from './operation.js';
import type { Fault } from '../problem/index.js';
import type { Compilers } from './request-checks.js';
import { schemaFaults } from './schema-faults.js';
import { SchemaCompiler } from './schema-compiler.js';

let loaded: ApiDocument[] | undefined;
const compilersOf = new WeakMap<ApiDocument, Compilers>();

/** The documents that this server serves. They never change, so all servers of a process share them and what is compiled from them. */
@Injectable()
export class ApiDocuments {
  readonly all: ApiDocument[] = (loaded ??= loadDocuments());

  /** Those of all documents, also of those that are served on a listener of their own. */
  operations(): Operation[] {
    return this.all.flatMap(operationsOf);
  }

  /** @throws Error if there is no such document */
  get(name: string): ApiDocument {
    const found = this.all.find((document) => document.name === name);
    if (!found) throw new Error(`There is no document "${name}" in openapi/.`);
    return found;
  }

  /** Says all that is wrong with a file's content by a schema that refers to a document's types; nothing if it is right. */
  faultFinder(document: string, schema: object): (value: unknown) => Fault[] {
    const validate = this.requestCompilers(this.get(document)).everyFault.compile(schema);
    return (value) => (validate(value) ? [] : schemaFaults(validate.errors ?? []));
  }

  /** Compile the schemas of a document as requests see them. */
  requestCompilers(document: ApiDocument): Compilers {
    const compilers = compilersOf.get(document) ?? {
      firstFault: new SchemaCompiler(document, 'request', 'first-fault'),
      everyFault: new SchemaCompiler(document, 'request', 'every-fault'),
    };
    compilersOf.set(document, compilers);
    return compilers;
  }
}

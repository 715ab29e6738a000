import { Injectable } from '@nestjs/common';
import { type ApiDocument, loadDocuments } from './api-document.js';
import { type Operation, operationsOf } from './operation.js';
import type { Fault } from '../problem/index.js';
import { schemaFaults } from './schema-faults.js';
import { SchemaCompiler } from './schema-compiler.js';

/** The documents that this server serves, read once. */
@Injectable()
export class ApiDocuments {
  private readonly compilers = new Map<ApiDocument, SchemaCompiler>();

  readonly all: ApiDocument[] = loadDocuments();

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
    const validate = new SchemaCompiler(this.get(document), 'request', 'every-fault').compile(schema);
    return (value) => (validate(value) ? [] : schemaFaults(validate.errors ?? []));
  }

  /** Compiles the schemas of a document as requests see them. */
  requestCompiler(document: ApiDocument): SchemaCompiler {
    const compiler = this.compilers.get(document) ?? new SchemaCompiler(document, 'request');
    this.compilers.set(document, compiler);
    return compiler;
  }
}

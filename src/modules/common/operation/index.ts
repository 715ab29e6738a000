export { type ApiDocument, type OpenApi } from './api-document.js';
export { ApiDocuments } from './api-documents.js';
export { Operation } from './operation.decorator.js';
export { OperationBinder } from './operation-binder.js';
export type { OperationRequest } from './operation-request.js';
export { accepted, created, momentary, noContent, notModified, ok, type Reply, type Representation } from './reply.js';
export { reply, represent, representList } from './representation.js';
export { schemaFaults } from './schema-faults.js';
export { SchemaCompiler } from './schema-compiler.js';

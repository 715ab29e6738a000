import type { ApiDocument } from '../../src/modules/common/operation/index.js';

/** A document with nothing but schemas. */
export const documentWith = (schemas: Record<string, object>): ApiDocument => ({
  name: 'test',
  openapi: { info: { title: 'Test', version: '1' }, servers: [], paths: {}, components: { schemas } },
  isOurOwn: false, basePaths: [], listener: 'main',
});

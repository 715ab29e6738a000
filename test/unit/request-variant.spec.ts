import { ApiDocuments, SchemaCompiler } from '../../src/modules/common/operation/index.js';
import { documentWith } from './document-with.js';

const document = documentWith({
  Thing: {
    type: 'object',
    required: ['id', 'name', 'links'],
    properties: {
      id: { type: 'string', readOnly: true },
      name: { type: 'string' },
      links: { $ref: '#/components/schemas/Links', readOnly: true },
      parts: { type: 'array', items: { $ref: '#/components/schemas/Thing' } },
    },
  },
  Links: { type: 'object', required: ['self'] },
});

const THING = { $ref: '#/components/schemas/Thing' };
const sent = new SchemaCompiler(document, 'request').compile(THING);
const shown = new SchemaCompiler(document, 'response').compile(THING);

describe('a document as requests see it', () => {
  it('does not require what the platform sets', () => {
    expect(sent({ name: 'a' })).toBe(true);
    expect(shown({ name: 'a' })).toBe(false);
    expect(shown({ name: 'a', id: '1', links: { self: 1 } })).toBe(true);
  });

  it.each([1, null, {}, { self: 1 }, ['x']])('does not look at what the platform sets: %j', (value) => {
    expect(sent({ name: 'a', id: value, links: value })).toBe(true);
    expect(shown({ name: 'a', id: 1, links: value })).toBe(false);
  });

  it('requires and checks everything else as ever', () => {
    expect(sent({})).toBe(false);
    expect(sent({ name: 1 })).toBe(false);
    expect(sent([])).toBe(false);
  });

  it('is the same in every depth', () => {
    expect(sent({ name: 'a', parts: [{ name: 'b', id: 1, parts: [{ name: 'c' }] }] })).toBe(true);
    expect(sent({ name: 'a', parts: [{ name: 'b', parts: [{ name: 1 }] }] })).toBe(false);
  });

  it('leaves the document itself as it is', () => {
    const before = structuredClone(document);
    new SchemaCompiler(document, 'request').compile({ type: 'object', required: ['a'], properties: { a: { type: 'string', readOnly: true } } });
    expect(document).toEqual(before);
  });

  it('holds for a schema beside the document, too', () => {
    const beside = { type: 'object', required: ['a', 'b'], properties: { a: { type: 'string', readOnly: true }, b: THING } };
    const validate = new SchemaCompiler(document, 'request').compile(beside);
    expect([validate({ b: { name: 'x' } }), validate({ a: 'x' })]).toEqual([true, false]);
  });
});

describe('the service of MEC 011 as requests see it', () => {
  const documents = new ApiDocuments();
  const service = documents.requestCompilers(documents.get('mec011-service-management')).firstFault.compile({ $ref: '#/components/schemas/ServiceInfo' });
  const written = {
    serName: 'a',
    version: '1',
    state: 'ACTIVE',
    serializer: 'JSON',
    transportInfo: { id: 't', name: 'T', type: 'REST_HTTP', protocol: 'HTTP', version: '1.1', endpoint: { uris: ['http://host/'] }, security: {} },
  };

  it.each([{}, { serInstanceId: '', isLocal: 'perhaps', _links: null }, { serInstanceId: 'x', isLocal: false, _links: { self: { href: '/' } } }])(
    'may carry whatever in the place of what the platform sets: %j',
    (setByPlatform) => {
      expect(service({ ...written, ...setByPlatform })).toBe(true);
    },
  );

  it('may carry attributes that nobody knows', () => {
    expect(service({ ...written, unknown: [1, 2] })).toBe(true);
  });

  it.each(Object.keys(written))('needs %s', (name) => {
    expect(service({ ...written, [name]: undefined })).toBe(false);
    expect(service({ ...written, [name]: null })).toBe(false);
  });
});

describe('the documents', () => {
  it('are compiled once each', () => {
    const documents = new ApiDocuments();
    const document = documents.get('mec011-service-management');
    expect(documents.requestCompilers(document)).toBe(documents.requestCompilers(document));
  });

  it('are known by name', () => {
    expect(() => new ApiDocuments().get('mec011-nothing')).toThrow('There is no document "mec011-nothing" in openapi/.');
  });
});

import { faultsOf, type Names } from '../../scripts/sdk/names.js';
import { operationIds, ourDocuments, readMethodNames, type SdkDocument } from '../../scripts/sdk/sdk-documents.js';

const document = {
  root: {
    paths: { '/services': { get: { operationId: 'ServicesGET' }, post: { operationId: 'servicesPost' } } },
    components: { schemas: { ServiceInfo: {}, OAuth2Info: {} } },
  },
  methodNames: { ServicesGET: 'findServices' },
} as unknown as SdkDocument;

const GOOD: Names = { models: ['service_info', 'o_auth2_info'], methods: ['find_services', 'services_post'], parameters: ['ser_name'], members: ['ser_name', 'o_auth2_info'] };

describe('the check of names', () => {
  it('finds nothing in names that follow the document, in whatever case', () => {
    expect(faultsOf(GOOD, document)).toEqual([]);
    expect(faultsOf({ ...GOOD, models: ['ServiceInfo', 'OAuth2Info'], methods: ['FindServices', 'ServicesPost'] }, document)).toEqual([]);
  });

  it.each(['InlineObject1', 'InlineObject', 'Links2', 'ServicesGET200Response', 'ServiceInfoInner', 'ServiceInfoOneOf', 'ServiceInfoAnyOf1', 'CreateRequest1'])('finds the invented type %s', (name) => {
    expect(faultsOf({ ...GOOD, models: [...GOOD.models, name] }, document)).toEqual([`type ${name} is no component of the document`, `${name} is an ugly name`]);
  });

  it('finds an invented type whose name reads well', () => {
    expect(faultsOf({ ...GOOD, models: [...GOOD.models, 'ServiceInfoTransport'] }, document)).toEqual(['type ServiceInfoTransport is no component of the document']);
  });

  it.each(['_links2', 'services_1', 'var_self', 'param_type', '_configuration'])('finds the attribute %s', (name) => {
    expect(faultsOf({ ...GOOD, members: [...GOOD.members, name] }, document)).toEqual([`${name} is an ugly name`]);
  });

  it.each(['qCI', 'sCell'])('finds the attribute %s where the language says that it reads badly', (name) => {
    expect(faultsOf({ ...GOOD, members: [...GOOD.members, name] }, document, /^[a-z][A-Z]/)).toEqual([`${name} is an ugly name of an attribute`]);
  });

  it('finds a method of no operation, and an operation without a method', () => {
    expect(faultsOf({ ...GOOD, methods: ['ServicesGET', 'servicesPost'] }, document)).toEqual(['method ServicesGET is no operation of the document', 'method findServices is missing']);
  });

  it('finds that it has looked at nothing', () => {
    expect(faultsOf({ ...GOOD, parameters: [], members: [] }, document)).toEqual(['no parameters found', 'no members found']);
  });
});

describe('the names of methods', () => {
  const documents = ourDocuments();

  it('are given for every operation, and for no other', () => {
    const expected = documents.map((document) => [document.title, operationIds(document).sort()]);
    expect(Object.entries(readMethodNames()).map(([title, names]) => [title, Object.keys(names).sort()]).sort()).toEqual(expected.sort());
  });

  it.each(documents)('of $title are distinct and in camelCase', ({ root, methodNames }) => {
    const names = operationIds({ root }).map((id) => methodNames[id] ?? id);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z][a-zA-Z0-9]*$/.test(name))).toEqual([]);
  });

  it('come from documents whose clients have distinct names', () => {
    expect(new Set(documents.map(({ name }) => name)).size).toBe(documents.length);
  });
});

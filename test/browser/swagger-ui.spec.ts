import { PACKAGE_ROOT } from '../../src/config/index.js';
import { allDocuments } from '../support/declared-operations.js';
import { onboardHelloEdge } from '../support/browser/hello-edge.js';
import { PageWatch } from '../support/browser/page-watch.js';
import { picture, pictured, removePictures } from '../support/browser/pictures.js';
import { SwaggerPage } from '../support/browser/swagger-page.js';
import { NOT_FOR_PAGES, TRIES } from '../support/browser/tries.js';
import { usePage } from '../support/browser/use-page.js';
import { startProcess, temporaryFolder } from '../support/process.js';

/** Of a machine that does much else meanwhile. */
const LONGEST_MS = 240_000;
const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

const documents = allDocuments().map(({ name, openapi }) => {
  const operations = Object.values(openapi.paths).flatMap((path) => METHODS.filter((method) => method in path).map((method) => ({ method, operationId: path[method]!.operationId })));
  return { name, title: openapi.info.title, operations };
});
const operationsOf = (name: string) => documents.find((document) => document.name === name)!.operations;

describe('what is tried out', () => {
  it('is something of every document', () => {
    expect([...TRIES.map(({ document }) => document), ...NOT_FOR_PAGES].toSorted()).toEqual(documents.map(({ name }) => name).toSorted());
  });

  it('is nothing of documents of another listener', () => {
    expect(NOT_FOR_PAGES).toEqual(allDocuments().filter(({ listener }) => listener !== 'main').map(({ name }) => name));
  });

  it.each(TRIES)('of $document is a GET and a POST that succeed, unless it is said why not', ({ document, tries, without = {} }) => {
    for (const method of ['GET', 'POST'] as const) {
      const declared = operationsOf(document).filter((operation) => operation.method === method.toLowerCase()).map(({ operationId }) => operationId);
      if (without[method]) expect(declared).toEqual([]);
      else expect(tries.filter(({ operationId, status, refused }) => declared.includes(operationId) && (status < 300 || refused))).not.toEqual([]);
    }
  });
});

describe('Swagger UI', () => {
  const page = usePage();
  let swagger: SwaggerPage;
  let watch: PageWatch;

  beforeAll(async () => {
    removePictures();
    // As the README's tour starts it.
    const folder = temporaryFolder();
    const server = await startProcess({ environment: { DATABASE_URL: `sqlite:${folder}/openmep.sqlite`, MEC_DATA_DIR: folder, MEC_SCENARIO: 'demo', MEC_SEED_FILE: `${PACKAGE_ROOT}/examples/seed.yaml` } });
    await onboardHelloEdge(server.origin);
    watch = new PageWatch(page(), server.origin);
    swagger = new SwaggerPage(page(), server.origin);
    await swagger.open();
  }, LONGEST_MS);

  afterEach(() => expect(watch.take()).toEqual([]));

  it('offers every document', async () => {
    const titles = await swagger.titles();
    expect(titles.toSorted()).toEqual(documents.map(({ title }) => title).toSorted());
    expect(titles[0]).toBe('MEC application support (ETSI GS MEC 011)');
  });

  it('keeps the document in the address, and opens an operation that an address names', async () => {
    const { title } = documents.find(({ name }) => name === 'ran')!;
    await swagger.choose(title);
    const { search } = new URL(page().url());
    expect(new URLSearchParams(search).get('urls.primaryName')).toBe(title);
    await swagger.open(`${search}#/ues/ueGet`);
    await swagger.operation('ueGet').locator('.opblock-body .responses-wrapper').waitFor();
  }, LONGEST_MS);

  it.each(documents)('shows every operation of $name', async ({ name, title, operations }) => {
    await pictured(page(), name, async () => {
      await swagger.choose(title);
      await picture(page(), name);
      expect((await swagger.operations()).toSorted()).toEqual(operations.map(({ operationId }) => operationId).toSorted());
    });
    for (const { operationId } of operations)
      await pictured(page(), `${name}-${operationId}`, async () => {
        await swagger.expand(operationId);
        expect(await swagger.broken(operationId)).toEqual([]);
        expect(await swagger.mayBeTried(operationId)).toBe(!NOT_FOR_PAGES.includes(name));
        for (const schema of await swagger.schemas(operationId)) expect(schema).toMatch(/\w/);
        await swagger.collapse(operationId);
      });
  }, LONGEST_MS);

  it.each(TRIES)('tries operations of $document out', async ({ document, tries }) => {
    await swagger.choose(documents.find(({ name }) => name === document)!.title);
    let former = '';
    for (const { operationId, status, refused, changes } of tries)
      await pictured(page(), `${document}-${operationId}`, async () => {
        await swagger.expand(operationId);
        const answer = await swagger.tryOut(operationId, changes?.(former));
        expect(`${answer.status} ${answer.body}`).toMatch(new RegExp(`^${status} `));
        if (refused) watch.expectRefusal(status, answer.url);
        former = answer.body;
        await picture(page(), `${document}-${operationId}`);
        await swagger.collapse(operationId);
      });
  }, LONGEST_MS);
});

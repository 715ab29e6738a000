import type { SpecAgent } from './spec-agent.js';

type Method = 'get' | 'post' | 'put' | 'delete';

/** An operation as a client uses it at an application instance; the path is made while a test runs. */
export interface Use {
  method: Method;
  name: string;
  path: (appInstanceId: string) => string;
  body?: () => object;
}

const MEBIBYTE = 1024 * 1024;

/** What every operation refuses alike, before it looks at what is asked of it. */
export function describeRefusals(api: SpecAgent, uses: Use[], application: string): void {
  const withBody = uses.filter(({ body }) => body);
  const use = ({ method, path, body }: Use, query = '') => {
    const sent = api[method](`${path(application)}${query}`);
    return body ? sent.send(body()) : sent;
  };

  describe('is refused, whatever the operation', () => {
    it.each(uses)('$method of $name with an unknown query parameter: 400', async (operation) => {
      expect((await use(operation, '?colour=blue').expect(400)).body.detail).toContain('colour');
    });

    it.each(uses)('$method of $name with a URI beyond 8 KiB: 414', async (operation) => {
      await use(operation, `?colour=${'x'.repeat(8192)}`).expect(414);
    });

    if (withBody.length === 0) return;

    it.each(withBody)('$method of $name with a body beyond a mebibyte: 413', async ({ method, path, body }) => {
      await api[method](path(application)).send({ ...body!(), padding: 'x'.repeat(MEBIBYTE) }).expect(413);
    });

    it.each(withBody)('$method of $name with a body of another media type: 415', async ({ method, path, body }) => {
      for (const mediaType of ['text/plain', 'application/xml', 'application/merge-patch+json'])
        await api[method](path(application)).set('Content-Type', mediaType).send(JSON.stringify(body!())).expect(415);
    });

    it.each(withBody)('$method of $name with JSON that is malformed: 400, not 500', async ({ method, path }) => {
      for (const text of ['{', '{"a": }', 'nothing', '"', '{"a":1}}']) {
        const { body } = await api[method](path(application)).set('Content-Type', 'application/json').send(text).expect(400);
        expect(body.detail).toContain('JSON');
      }
    });

    it.each(withBody)('$method of $name with JSON that is no object: 400', async ({ method, path }) => {
      for (const text of ['null', '[]', '[{}]', '7', '"text"', 'true'])
        await api[method](path(application)).set('Content-Type', 'application/json').send(text).expect(400);
    });

    it.each(withBody)('$method of $name without a body: 400', async ({ method, path }) => {
      expect((await api[method](path(application)).expect(400)).body.detail).toContain('body');
    });
  });
}

/** What GET of each of these answers to HEAD and to Accept headers. */
export function describeNegotiation(api: SpecAgent, uses: Use[], application: string): void {
  const reads = uses.filter(({ method }) => method === 'get');
  it.each(reads)('HEAD is answered as GET of $name, without a body', async ({ path }) => {
    const { headers } = await api.get(path(application)).expect(200);
    const head = await api.head(path(application)).expect(200);
    expect(Object.keys(head.headers).toSorted()).toEqual(Object.keys(headers).toSorted());
  });

  it.each(reads)('GET of $name is answered 406 when the client accepts no JSON, and 200 when it does', async ({ path }) => {
    for (const accept of ['text/html', 'application/json;q=0', 'application/problem+json']) await api.get(path(application)).set('Accept', accept).expect(406);
    for (const accept of ['*/*', 'application/*', 'text/html, application/json;q=0.1']) await api.get(path(application)).set('Accept', accept).expect(200);
  });
}

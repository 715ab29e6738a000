import type { SpecAgent } from './spec-agent.js';

type Sent = ReturnType<SpecAgent['get']>;

/** A resource with an entity tag; the path is made while a test runs. */
export interface ConditionalRead {
  name: string;
  path: () => string;
}

/** A write that takes If-Match, each time on a resource of its own. */
export interface ConditionalWrite {
  name: string;
  path: () => string;
  /** The request without the header. */
  send: (path: string) => Sent;
  status: number;
}

const MALFORMED = ['unquoted', '"open', '"a" "b"', '*, "a"', 'w/"a"'];

export const tagOf = async (api: SpecAgent, path: string): Promise<string> => String((await api.get(path).expect(200)).headers['etag']);

/** What RFC 9110, 13.1.2, says of a GET with If-None-Match. */
export function describeConditionalRead(api: SpecAgent, { name, path }: ConditionalRead): void {
  describe(`GET of ${name} with If-None-Match`, () => {
    const getUnless = (tags: string) => api.get(path()).set('If-None-Match', tags);

    it('answers 304 with the tag and without a body when the client has it already', async () => {
      const tag = await tagOf(api, path());
      expect(tag).toMatch(/^"[\x21\x23-\x7e]+"$/);
      const { headers } = await getUnless(tag).expect(304);
      expect(headers['etag']).toBe(tag);
    });

    it('compares weakly, and takes lists and the asterisk', async () => {
      const tag = await tagOf(api, path());
      for (const tags of [`W/${tag}`, `"other", ${tag}`, `"with,comma",,W/${tag},`, '*']) await getUnless(tags).expect(304);
    });

    it('answers 200 when the client has another one', async () => {
      for (const tags of ['"other"', 'W/"other"', '""', '"a","b"']) await getUnless(tags).expect(200);
    });

    it('answers 400 when it is malformed', async () => {
      for (const tags of MALFORMED) expect((await getUnless(tags).expect(400)).body.detail).toContain('If-None-Match');
    });
  });
}

/** What RFC 9110, 13.1.1, says of a write with If-Match. */
export function describeConditionalWrite(api: SpecAgent, { name, path, send, status }: ConditionalWrite): void {
  describe(`${name} with If-Match`, () => {
    const writeIf = (tags: string) => send(path()).set('If-Match', tags);

    it('is carried out when the tag is that of GET', async () => {
      await writeIf(await tagOf(api, path())).expect(status);
    });

    it('is carried out when one of a list is', async () => {
      await writeIf(`"other",, ${await tagOf(api, path())}`).expect(status);
    });

    it('is carried out for the asterisk', async () => {
      await writeIf('*').expect(status);
    });

    it('answers 412 when none is, weak ones included, and changes nothing', async () => {
      const before = await api.get(path()).expect(200);
      const tag = String(before.headers['etag']);
      for (const tags of ['"other"', `W/${tag}`, '"a", "b"', '""']) expect((await writeIf(tags).expect(412)).body.detail).toContain('If-Match');
      const after = await api.get(path()).expect(200, before.body as object);
      expect(after.headers['etag']).toBe(tag);
    });

    it('answers 400 when it is malformed', async () => {
      for (const tags of MALFORMED) expect((await writeIf(tags).expect(400)).body.detail).toContain('If-Match');
    });
  });
}

/** What RFC 9110, 13.1.1 and 13.1.2, say of a PUT that may add something. */
export function describeConditionalPut(api: SpecAgent, write: ConditionalWrite): void {
  const { name, path, send, status } = write;
  describeConditionalWrite(api, write);
  describe(`${name} with If-None-Match`, () => {
    const putUnless = (tags: string) => send(path()).set('If-None-Match', tags);

    it('answers 412 when there is one of its tags, weak ones included, or one at all, and changes nothing', async () => {
      const { headers, body } = await api.get(path()).expect(200);
      const tag = String(headers['etag']);
      for (const tags of ['*', tag, `W/${tag}`, `"other",, ${tag}`]) expect((await putUnless(tags).expect(412)).body.detail).toContain('If-None-Match');
      await api.get(path()).expect(200, body as object);
    });

    it('is carried out when there is another one', async () => {
      await putUnless('"other"').expect(status);
    });

    it('answers 412 when only one of both preconditions holds', async () => {
      const tag = await tagOf(api, path());
      for (const [match, noneMatch] of [[tag, '*'], ['"other"', '"other"']] as const) await send(path()).set('If-Match', match).set('If-None-Match', noneMatch).expect(412);
    });

    it('answers 400 when it is malformed', async () => {
      for (const tags of MALFORMED) expect((await putUnless(tags).expect(400)).body.detail).toContain('If-None-Match');
    });
  });
}

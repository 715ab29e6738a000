import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { eventually } from '../../support/eventually.js';
import { descriptor, packageFile } from '../../support/packages/package-file.js';
import { announce, binary, examined, onboard, ONBOARDED_PACKAGES, PACKAGES, read, upload } from '../../support/packages/packages.js';
import { usePlatform } from '../../support/use-platform.js';

const contentOf = (id: string) => `${PACKAGES}/${id}/package_content`;

describe('the content of a package', () => {
  const { api, platform } = usePlatform();
  let content: Buffer;
  let id: string;
  let etag: string;

  /** Begins an upload of which no more than the headers, and what is written afterwards, is sent. */
  function begin(path: string, headers: Record<string, string> = {}) {
    const { port } = platform.http.address() as AddressInfo;
    const sending = httpRequest({ port, host: '127.0.0.1', path, method: 'PUT', headers: { 'Content-Type': 'application/zip', ...headers } });
    const answer = once(sending, 'response').then(async ([response]) => ({ status: (response as IncomingMessage).statusCode, body: JSON.parse(await text(response as IncomingMessage)) as unknown }));
    sending.on('error', () => undefined);
    sending.flushHeaders();
    return { sending, answer };
  }

  beforeAll(async () => {
    content = await packageFile({ appD: descriptor({ appDId: 'content' }) });
    ({ id } = await onboard(api, content));
  });

  it('is sent as it was uploaded', async () => {
    const { body, headers } = await api.get(`${ONBOARDED_PACKAGES}/content/package_content`).buffer().parse(binary).expect(200);
    expect((body as Buffer).equals(content)).toBe(true);
    expect(headers).toMatchObject({ 'content-type': 'application/zip', 'content-length': String(content.length), 'accept-ranges': 'bytes' });
    etag = headers['etag'] as string;
    await api.get(contentOf(id)).set('If-None-Match', etag).expect(304, '');
    const head = await api.head(contentOf(id)).expect(200);
    expect(head.headers).toMatchObject({ 'content-length': String(content.length), etag });
  });

  it.each([
    ['bytes=0-9', 0, 9],
    ['bytes=10-', 10, undefined],
    ['bytes=-7', -7, undefined],
  ])('is sent in parts: %s', async (range, first, last) => {
    const expected = content.subarray(first, last === undefined ? undefined : last + 1);
    const { body, headers } = await api.get(contentOf(id)).set('Range', range).buffer().parse(binary).expect(206);
    expect((body as Buffer).equals(expected)).toBe(true);
    const start = first < 0 ? content.length + first : first;
    expect(headers).toMatchObject({ 'content-range': `bytes ${start}-${start + expected.length - 1}/${content.length}`, 'content-length': String(expected.length) });
  });

  it('is sent wholly if the part is of another content, or of several parts', async () => {
    await api.get(contentOf(id)).set({ Range: 'bytes=0-9', 'If-Range': etag }).buffer().parse(binary).expect(206);
    for (const headers of [{ Range: 'bytes=0-9', 'If-Range': '"other"' }, { Range: 'bytes=0-1,4-5' }, { Range: 'lines=1-2' }])
      await api.get(contentOf(id)).set(headers).buffer().parse(binary).expect(200);
  });

  it('has no part beyond its end', async () => {
    const { headers } = await api.get(contentOf(id)).set('Range', `bytes=${content.length}-`).expect(416);
    expect(headers['content-range']).toBe(`bytes */${content.length}`);
  });

  it('is not there before it is onboarded', async () => {
    const created = await announce(api, content);
    expect((await api.get(contentOf(created)).expect(409)).body).toMatchObject({ detail: 'The application package is CREATED; this takes one that is ONBOARDED.' });
    await api.get(contentOf('nothing')).expect(404);
    await api.get(contentOf(id)).set('Accept', 'application/json').expect(406);
  });

  it('is uploaded once', async () => {
    const { body } = await upload(api, id, content).expect(409);
    expect(body).toMatchObject({ detail: 'The application package is ONBOARDED, in which it cannot take its content.' });
    await upload(api, 'nothing', content).expect(404);
  });

  it('is a ZIP file, and not empty', async () => {
    const created = await announce(api, content);
    await api.put(contentOf(created)).set('Content-Type', 'application/json').send('{}').expect(415);
    await api.put(contentOf(created)).set({ 'Content-Type': 'application/zip', 'Content-Length': '0' }).expect(400);
    const { sending, answer } = begin(contentOf(created), { 'Transfer-Encoding': 'chunked' });
    sending.end();
    expect(await answer).toMatchObject({ status: 400, body: { detail: 'The content of the package is empty.' } });
    expect(await read(api, created)).toMatchObject({ onboardingState: 'CREATED', onboardingFailureDetails: { status: 400, detail: 'The content of the package is empty.' } });
    await upload(api, created, content).expect(202);
    expect((await examined(api, created)).onboardingFailureDetails).toMatchObject({ status: 409 });
  });

  it('may be sent again when it was not what was announced', async () => {
    const right = await packageFile({ appD: descriptor({ appDId: 'second-attempt' }) });
    const created = await announce(api, right);
    await upload(api, created, content).expect(202);
    const failed = await examined(api, created);
    expect(failed.onboardingFailureDetails).toMatchObject({ status: 422, detail: expect.stringMatching(/^The package has the SHA-256 [0-9a-f]{64}; it was announced with [0-9a-f]{64}\.$/) as string });
    await upload(api, created, right).expect(202);
    const found = await examined(api, created);
    expect(found).toMatchObject({ onboardingState: 'ONBOARDED', appDId: 'second-attempt' });
    expect(found).not.toHaveProperty('onboardingFailureDetails');
  });

  it('is refused before it is read if it is too large', async () => {
    const created = await announce(api, content);
    const { sending, answer } = begin(contentOf(created), { 'Content-Length': String(2 ** 31 + 1) });
    expect(await answer).toMatchObject({ status: 413, body: { detail: 'The package is larger than 2147483648 bytes.' } });
    sending.destroy();
    expect(await read(api, created)).toMatchObject({ onboardingState: 'CREATED' });
  });

  it('is forgotten when it breaks off', async () => {
    const created = await announce(api, content);
    const { sending, answer } = begin(contentOf(created), { 'Content-Length': String(content.length) });
    answer.catch(() => undefined);
    sending.write(content.subarray(0, 100));
    await eventually(async () => expect((await read(api, created)).onboardingState).toBe('UPLOADING'));
    await upload(api, created, content).expect(409);
    sending.destroy();
    await eventually(async () => expect(await read(api, created)).toMatchObject({ onboardingState: 'CREATED', onboardingFailureDetails: { status: 400, detail: 'The content broke off before its end.' } }));
  });

  it('is broken off when the package is deleted', async () => {
    const created = await announce(api, content);
    const { sending, answer } = begin(contentOf(created), { 'Content-Length': String(content.length) });
    sending.write(content.subarray(0, 100));
    await eventually(async () => expect((await read(api, created)).onboardingState).toBe('UPLOADING'));
    await api.delete(`${PACKAGES}/${created}`).expect(204);
    expect(await answer).toMatchObject({ status: 404, body: { detail: `The application package ${created} has been deleted.` } });
    sending.destroy();
  });
});

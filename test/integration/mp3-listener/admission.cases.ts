import { connect as connectPlainly } from 'node:net';
import { connect, type SecureVersion } from 'node:tls';
import { jest } from '@jest/globals';
import request from 'supertest';
import { log } from '../../../src/modules/common/log/index.js';
import { Mp3 } from '../../../src/modules/handover/domain/ports/mp3.js';
import { type Certificate, CertificateAuthority, contentsOf } from '../../support/certificates.js';
import { mp3Agent, type PeerSettings, peersOf } from '../../support/peers.js';
import { startPlatform, type TestPlatform } from '../../support/platform.js';
import { answered, answering, handoverPath, OPERATIONS, statusOf } from './handlers.js';
import { ask } from './ask.js';

/** Names that are none of a peer, though some hold one. */
const STRANGE_NAMES = [['DNS:mep-nobody'], ['DNS:mep-a'], ['DNS:*.example'], ['URI:mep-b'], ['email:mep-b'], []];

describe('the Mp3 listener', () => {
  let platform: TestPlatform;
  let authority: CertificateAuthority;
  let own: PeerSettings;
  let peer: PeerSettings;
  let strangers: Certificate[];
  let callers: (string | undefined)[];

  beforeAll(async () => {
    authority = await CertificateAuthority.create();
    ({ 'mep-a': own, 'mep-b': peer } = await peersOf(['mep-a', 'mep-b'], {}, authority));
    strangers = await Promise.all(STRANGE_NAMES.map((names) => authority.issue([...names, 'IP:127.0.0.1'])));
    platform = await startPlatform({ environment: own.environment });
    answering(platform.server, ({ path: { handoverId }, caller }) => {
      callers.push(caller.peer);
      return answered(200, statusOf(handoverId));
    });
  });

  beforeEach(() => void (callers = []));

  const trusting = () => ({ ca: contentsOf(own.certificate).ca });

  it('tells the handler which peer asks', async () => {
    const path = handoverPath();
    await mp3Agent(platform, peer.certificate).get(path).expect(200);
    expect(callers).toEqual(['mep-b']);
  });

  it('knows a peer by the URN of its certificate, too, and by any of its names', async () => {
    const certificate = await authority.issue(['DNS:other.example', 'URI:urn:openmep:mep-b', 'IP:127.0.0.1']);
    await mp3Agent(platform, certificate).get(handoverPath()).expect(200);
    expect(callers).toEqual(['mep-b']);
  });

  it('tells peers apart on connections that are kept', async () => {
    const { 'mep-a': both, 'mep-b': second, 'mep-c': third } = await peersOf(['mep-a', 'mep-b', 'mep-c'], {}, authority);
    const other = await startPlatform({ environment: both.environment });
    answering(other.server, ({ path: { handoverId }, caller }) => answered(200, { ...statusOf(handoverId), detail: caller.peer }));
    const asPeers = await Promise.all([second, third].map(({ environment }) => startPlatform({ environment })));
    for (const _round of [1, 2])
      for (const [index, { server }] of asPeers.entries()) {
        const answer = await server.app.get(Mp3, { strict: false }).status('mep-a', 'handover');
        expect(answer).toMatchObject({ kind: 'status', status: { detail: ['mep-b', 'mep-c'][index] } });
      }
  });

  it.each(OPERATIONS)('answers 403 to a certificate that belongs to no peer: %s %s', async (method, resource) => {
    for (const certificate of strangers) {
      const answer = await mp3Agent(platform, certificate)[method](handoverPath(undefined, resource)).expect(403);
      expect(answer.body).toMatchObject({ detail: 'The certificate belongs to no peer of this platform.' });
    }
    expect(callers).toEqual([]);
  });

  it('comes to no request without a certificate', async () => {
    expect(await ask(own.port, handoverPath(), trusting())).toMatch(/CERTIFICATE_REQUIRED|ECONNRESET/);
    expect(callers).toEqual([]);
  });

  it('comes to no request with a certificate of another authority, of none, or of yesterday', async () => {
    const stranger = contentsOf(await (await CertificateAuthority.create()).issueTo('mep-b'));
    const expired = contentsOf(await authority.issue(['DNS:mep-b'], { days: -0.5 }));
    for (const { cert, key } of [stranger, expired]) expect(await ask(own.port, handoverPath(), { ...trusting(), cert, key })).toMatch(/^(ERR_SSL_|ECONNRESET)/);
    expect(callers).toEqual([]);
  });

  it.each<[SecureVersion, RegExp]>([
    ['TLSv1.2', /alert protocol version/],
    ['TLSv1.3', /^200$/],
  ])('takes TLS 1.3 and nothing older: %s', async (version, answer) => {
    expect(String(await ask(own.port, handoverPath(), { ...contentsOf(peer.certificate), minVersion: version, maxVersion: version }))).toMatch(answer);
  });

  it('ends the connections of all who are refused', async () => {
    const withoutCertificate = connect({ host: '127.0.0.1', port: own.port, ...trusting() });
    const withoutTls = connectPlainly(own.port, '127.0.0.1').setEncoding('latin1');
    let heard = '';
    withoutTls.on('data', (text: string) => (heard += text)).end(`GET ${handoverPath()} HTTP/1.1\r\nHost: mep-a\r\n\r\n`);
    await Promise.all([withoutCertificate, withoutTls].map((socket) => new Promise<void>((resolve) => socket.on('error', () => undefined).once('close', () => resolve()))));
    expect(heard).not.toContain('HTTP');
    expect(callers).toEqual([]);
  });

  it('serves nothing but Mp3, with the problem documents of the other server', async () => {
    const agent = mp3Agent(platform, peer.certificate);
    await agent.post(handoverPath()).expect(405).expect('allow', /PUT/);
    await agent.put(handoverPath()).set('content-type', 'application/json').send('{').expect(400);
    await agent.put(handoverPath()).set('content-type', 'text/plain').send('x').expect(415);
    await agent.get('/mp3/v1/nothing').expect(404);
    expect(await ask(own.port, '/docs', contentsOf(peer.certificate))).toBe(404);
    expect(await ask(own.port, '/handover/v1/handovers', contentsOf(peer.certificate))).toBe(404);
  });

  it('is the only one: the plain port answers 404 to all operations of Mp3, whether that is on or off', async () => {
    const off = await startPlatform();
    for (const { http } of [platform, off])
      for (const [method, resource] of OPERATIONS) {
        const answer = await request(http)[method](handoverPath(undefined, resource)).expect(404);
        expect(answer.headers['content-type']).toBe('application/problem+json');
      }
  });

  it('is told of by the documentation and at the start', async () => {
    const uri = `https://127.0.0.1:${own.port}/mp3/v1`;
    const { body } = await request(platform.http).get('/openapi/mp3.json').expect(200);
    expect((body as { servers: unknown }).servers).toEqual([{ url: uri }]);
    const info = jest.spyOn(log, 'info').mockReturnValue(undefined);
    platform.server.announce();
    const sentences = (info.mock.calls as unknown as [string][]).map(([sentence]) => sentence);
    info.mockRestore();
    expect(sentences.filter((sentence) => /mp3/i.test(sentence))).toEqual([`  Mp3    ${uri}  (mutual TLS only)`]);
  });
});

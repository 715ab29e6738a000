import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { log } from '../../../src/modules/common/log/index.js';
import { ApiDocuments } from '../../../src/modules/common/operation/index.js';
import { Mp3 } from '../../../src/modules/handover/domain/ports/mp3.js';
import type { CancellationMessage, CompletionMessage, HandoverTransfer, RejectionMessage } from '../../../src/modules/handover/domain/types.js';
import { CertificateAuthority } from '../../support/certificates.js';
import { type PeerSettings, peersOf } from '../../support/peers.js';
import { startPlatform } from '../../support/platform.js';
import { StandInPeer, saying } from './stand-in-peer.js';
import { statusOf } from './handlers.js';

const { examples } = new ApiDocuments().get('mp3').openapi.components as { examples: Record<string, { value: unknown }> };
const example = <T>(name: string) => examples[name]!.value as T;

const TRANSFER = example<HandoverTransfer>('CameraTransfer');
const ID = '0199b3a0-6f3e-7c52-9d1b-7a5f0c2e4d81';

describe('what a platform says to its peers', () => {
  let authority: CertificateAuthority;
  let mp3: Mp3;
  let other: PeerSettings;
  let peer: StandInPeer;

  beforeAll(async () => {
    authority = await CertificateAuthority.create();
    const peers = await peersOf(['mep-a', 'mep-b'], {}, authority);
    other = peers['mep-b'];
    const { server } = await startPlatform({ environment: peers['mep-a'].environment });
    mp3 = server.app.get(Mp3, { strict: false });
  });

  describe('when they are there', () => {
    beforeEach(async () => {
      peer = await StandInPeer.listen(other.certificate, other.port);
    });

    it.each<[string, 'PUT' | 'GET', string, unknown, () => ReturnType<Mp3['status']>]>([
      ['transfer', 'PUT', '', TRANSFER, () => mp3.transfer('mep-b', ID, TRANSFER)],
      ['cancellation', 'PUT', '/cancellation', example('WrongPrediction'), () => mp3.cancel('mep-b', ID, example<CancellationMessage>('WrongPrediction'))],
      ['completion', 'PUT', '/completion', example('CompletionMessage'), () => mp3.complete('mep-b', ID, example<CompletionMessage>('CompletionMessage'))],
      ['rejection', 'PUT', '/rejection', example('NeverAttached'), () => mp3.reject('mep-b', ID, example<RejectionMessage>('NeverAttached'))],
      ['question', 'GET', '', undefined, () => mp3.status('mep-b', ID)],
    ])('is a %s, whose answer is told', async (_name, method, resource, body, say) => {
      peer.answer = saying(method === 'PUT' ? 201 : 200, statusOf(ID));
      expect(await say()).toEqual({ kind: 'status', code: method === 'PUT' ? 201 : 200, status: statusOf(ID) });
      expect(peer.heard).toEqual([{ method, url: `/mp3/v1/handovers/${ID}${resource}`, body }]);
    });

    it.each([
      [409, { status: 409, detail: 'Old.', reason: 'STALE_EPOCH', currentEpoch: 7 }, { reason: 'STALE_EPOCH', currentEpoch: 7, detail: 'Old.' }],
      [422, { status: 422, detail: 'It does not run.', reason: 'APPLICATION_MISSING' }, { reason: 'APPLICATION_MISSING', detail: 'It does not run.' }],
      [404, 'nothing here', {}],
      [403, { detail: { reason: 1 }, reason: 'because of 10.45.0.21', currentEpoch: 'many' }, {}],
      [400, null, {}],
    ])('may be refused: %i %j', async (code, body, told) => {
      peer.answer = saying(code, body);
      expect(await mp3.transfer('mep-b', ID, TRANSFER)).toEqual({ kind: 'refused', code, ...told });
    });

    it('goes nowhere else: redirections are refusals', async () => {
      peer.answer = saying(307, '', { location: `https://127.0.0.1:${other.port}/elsewhere` });
      expect(await mp3.status('mep-b', ID)).toEqual({ kind: 'refused', code: 307 });
      expect(peer.heard).toHaveLength(1);
    });

    it.each([
      [503, '', 'answered 503'],
      [500, { reason: 'STALE_EPOCH' }, 'answered 500'],
      [429, '', 'answered 429'],
      [200, 'yes', 'answered 200 with something that is no HandoverStatus'],
      [201, { ...statusOf(ID), state: 'FINE' }, 'answered 201 with something that is no HandoverStatus'],
      [204, '', 'answered 204 with something that is no HandoverStatus'],
    ])('is as good as not answered: %i %j', async (code, body, detail) => {
      peer.answer = saying(code, body);
      expect(await mp3.status('mep-b', ID)).toEqual({ kind: 'silent', detail });
    });

    it('waits a second for an answer', async () => {
      peer.answer = () => undefined;
      const begin = performance.now();
      expect(await mp3.status('mep-b', ID)).toEqual({ kind: 'silent', detail: 'there was no answer in time' });
      expect(performance.now() - begin).toBeGreaterThan(900);
      peer.answer = (response) => void response.writeHead(200).write('{');
      expect(await mp3.status('mep-b', ID)).toEqual({ kind: 'silent', detail: 'there was no answer in time' });
    });

    it('is read to a limit', async () => {
      peer.answer = saying(200, ' '.repeat(4 * 1024 * 1024 + 1));
      expect(await mp3.status('mep-b', ID)).toEqual({ kind: 'silent', detail: 'the answer is longer than 4194304 bytes' });
    });
  });

  it.each<[string, () => CertificateAuthority | Promise<CertificateAuthority>, string[], RegExp]>([
    ['of another platform', () => authority, ['DNS:mep-c'], /^the certificate is that of mep-c, not of mep-b$/],
    ['of no platform', () => authority, [], /^the certificate is that of no platform, not of mep-b$/],
    ['of another authority', () => CertificateAuthority.create(), ['DNS:mep-b'], /certificate/],
  ])('is not said to a server that shows the certificate %s', async (_whose, issuer, names, detail) => {
    const certificate = await (await issuer()).issue([...names, 'IP:127.0.0.1']);
    const impostor = await StandInPeer.listen(certificate, other.port);
    for (const _time of [1, 2]) expect(await mp3.transfer('mep-b', ID, TRANSFER)).toEqual({ kind: 'silent', detail: expect.stringMatching(detail) });
    expect(impostor.heard).toEqual([]);
  });

  it('is not answered by a peer that is off, nor said to anybody who is no peer', async () => {
    expect(await mp3.status('mep-b', ID)).toEqual({ kind: 'silent', detail: 'the connection was refused' });
    expect(await mp3.status('mep-c', ID)).toEqual({ kind: 'silent', detail: 'mep-c is no peer of this platform' });
  });

  it('is logged without its content, and the silence of a peer once', async () => {
    const handoverId = randomUUID();
    const say = () => mp3.transfer('mep-b', handoverId, TRANSFER);
    await say();
    const lines: unknown[][] = [];
    const spies = (['trace', 'debug', 'info', 'warn', 'error'] as const).map((level) => jest.spyOn(log, level).mockImplementation((...line: unknown[]) => void lines.push([level, ...line])));
    for (const _time of [1, 2]) await say();
    peer = await StandInPeer.listen(other.certificate, other.port);
    for (const answer of [saying(503, ''), saying(503, ''), saying(422, { detail: 'The body/ue names 10.45.0.21.', reason: 'RULE_IMPOSSIBLE' }), saying(201, statusOf(handoverId))]) {
      peer.answer = answer;
      await say();
    }
    spies.forEach((spy) => spy.mockRestore());
    expect(lines.filter(([level]) => level === 'warn' || level === 'info')).toEqual([
      ['warn', { peer: 'mep-b', reason: 'answered 503' }, 'A peer does not answer over Mp3; trying again.'],
      ['info', { peer: 'mep-b' }, 'The peer answers again over Mp3.'],
    ]);
    expect(lines).toContainEqual(['debug', { handoverId, peer: 'mep-b', message: 'transfer', code: 422, reason: 'RULE_IMPOSSIBLE', bytesSent: expect.any(Number), bytesReceived: expect.any(Number) }, expect.any(String)]);
    for (const secret of ['10.45.0.21', '0a1b2c3d', 'camera']) expect(JSON.stringify(lines)).not.toContain(secret);
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ConfigurationError, loadSettings } from '../../src/config/index.js';
import { MutualTls, platformIdsIn } from '../../src/modules/common/mutual-tls/index.js';
import { ApiDocuments } from '../../src/modules/common/operation/index.js';
import { ConfiguredPeers } from '../../src/modules/handover/adapters/configured-peers.js';
import { type Certificate, CertificateAuthority, contentsOf } from '../support/certificates.js';
import { logLines } from '../support/log-lines.js';

const authority = await CertificateAuthority.create();
const own = await authority.issueTo('mep-a');
const documents = new ApiDocuments();
const file = join(authority.folder, 'given');

const settings = (files: Partial<Certificate>, peers = file) => {
  const { cert, key, ca } = { ...own, ...files };
  return loadSettings({ MEC_MP3_PORT: '8443', MEC_MP3_CERT: cert, MEC_MP3_KEY: key, MEC_MP3_CA: ca, MEC_MP3_PEERS: peers });
};

/** What is said of a configuration, without the file's name. */
function faultsOf(action: () => unknown): string[] {
  try {
    action();
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).faults.map((fault) => fault.replaceAll(authority.folder, ''));
  }
}

describe('the certificates of a platform', () => {
  it('are read from their files, or not at all if Mp3 is off', () => {
    const { cert, key, ca } = contentsOf(own);
    expect(new MutualTls(settings({})).credentials).toEqual({ cert: String(cert), key: String(key), ca: String(ca) });
    expect(new MutualTls(loadSettings({})).credentials).toBeUndefined();
  });

  const names = { cert: 'MEC_MP3_CERT', key: 'MEC_MP3_KEY', ca: 'MEC_MP3_CA' } as const;
  const contents = { cert: 'certificate', key: 'private key without a passphrase', ca: 'certificate' };
  const broken = String(contentsOf(own).cert).replace(/^M.{20}/m, 'A'.repeat(21));
  it.each((['cert', 'key', 'ca'] as const).flatMap((which) => [[which, 'nothing', ''], [which, 'words', 'certificate'], [which, 'a damaged certificate', broken]] as const))('that hold something else are refused: %s, %s', (which, _what, text) => {
    writeFileSync(file, text);
    expect(faultsOf(() => new MutualTls(settings({ [which]: file })))).toEqual([`${names[which]} /given holds no ${contents[which]} in PEM.`]);
  });

  it.each(['cert', 'key', 'ca'] as const)('that are not there are refused: %s', (which) => {
    expect(faultsOf(() => new MutualTls(settings({ [which]: join(authority.folder, 'none') })))).toEqual([expect.stringMatching(`^${names[which]} /none cannot be read: ENOENT`)]);
  });

  it('are refused with the key of another', async () => {
    const { key } = await authority.issueTo('mep-b');
    expect(faultsOf(() => new MutualTls(settings({ key })))).toEqual([expect.stringMatching(/^MEC_MP3_KEY .* is not the key of the certificate in MEC_MP3_CERT /)]);
  });

  it('are those of the platform', async () => {
    expect(faultsOf(() => new MutualTls(settings({})).requireNamed('mep-a'))).toEqual([]);
    expect(faultsOf(() => new MutualTls(loadSettings({})).requireNamed('mep-a'))).toEqual([]);
    const nameless = await authority.issue([]);
    expect(faultsOf(() => new MutualTls(settings(nameless)).requireNamed('mep-a'))).toEqual([expect.stringMatching(/subjectAltName names none, and the platform is mep-a/)]);
  });

  it.each<[number, RegExp[]]>([
    [-0.5, [/MEC_MP3_CERT has expired/]],
    [6.9, [/MEC_MP3_CERT expires soon/]],
    [7.1, []],
  ])('are warned of if they end in %d days', async (days, warnings) => {
    const tls = new MutualTls(settings(await authority.issue(['DNS:mep-a'], { days })));
    const lines = logLines();
    tls.warnOfExpiry(Date.now());
    expect(lines).toEqual(warnings.map((words): unknown => expect.stringMatching(words)));
  });

  it('are not warned of if Mp3 is off', () => {
    const lines = logLines();
    new MutualTls(loadSettings({})).warnOfExpiry(Date.now());
    expect(lines).toEqual([]);
  });
});

describe('the names of a certificate', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['DNS:mep-a', ['mep-a']],
    ['DNS:mep-a, IP Address:127.0.0.1, DNS:b.example', ['mep-a', 'b.example']],
    ['URI:urn:openmep:mep-a, URI:https://mep-b, email:mep-c', ['mep-a']],
    // As Node quotes a value that would read as two.
    ['URI:"urn:openmep:a, DNS:b", DNS:c', ['a, DNS:b', 'c']],
    [String.raw`DNS:"a\", DNS:b"`, ['a", DNS:b']],
  ])('in %j', (subjectAltName, found) => {
    expect(platformIdsIn(subjectAltName)).toEqual(found);
  });
});

describe('a peers file', () => {
  const PEER = { platformId: 'mep-b', mp3Uri: 'https://10.9.0.2:8443/mp3/v1' };
  const read = (content: unknown) => {
    writeFileSync(file, typeof content === 'string' ? content : stringify(content));
    return new ConfiguredPeers(settings({}), documents);
  };

  it('is read as it stands', () => {
    const peers = read([PEER, { platformId: 'mep-c', mp3Uri: 'https://mep-c.example/mp3/v1/', baseStations: ['enb-001-01-0000A', 'gnb-001-01-000004'] }]);
    const third = { platformId: 'mep-c', mp3Uri: 'https://mep-c.example/mp3/v1', baseStations: ['enb-001-01-0000a', 'gnb-001-01-000004'] };
    expect(peers.all()).toEqual([{ ...PEER, baseStations: [] }, third]);
    expect([peers.get('mep-c'), peers.get('mep-a')]).toEqual([third, undefined]);
  });

  it('may name nobody, or not exist', () => {
    expect([read([]).all(), new ConfiguredPeers(loadSettings({}), documents).all()]).toEqual([[], []]);
  });

  it.each<[string, unknown, RegExp]>([
    ['is no YAML', '[', /^MEC_MP3_PEERS \/given cannot be read/],
    ['is empty', '', /: the file must be of type array\.$/],
    ['is one peer', PEER, /: the file must be of type array\.$/],
    ['has a peer without an id', [PEER, { ...PEER, platformId: undefined }], /: \/1 lacks the attribute platformId\.$/],
    ['has a peer without an address', [{ platformId: 'mep-b' }], /: \/0 lacks the attribute mp3Uri\.$/],
    ['has a word that is unknown', [{ ...PEER, url: 'x' }], /: \/0 has the unknown attribute url\.$/],
    ['has an address that is none', [{ ...PEER, mp3Uri: '10.9.0.2:8443' }], /: \/0\/mp3Uri must be/],
    ['has an address without TLS', [{ ...PEER, mp3Uri: 'http://10.9.0.2:8443/mp3/v1' }], /: \/0\/mp3Uri must be an https URL, since Mp3 is spoken with mutual TLS only\.$/],
    ['has a base station that is none', [{ ...PEER, baseStations: ['enb-1'] }], /: \/0\/baseStations\/0 must match pattern/],
    ['has one peer twice', [PEER, PEER], /: \/1\/platformId names mep-b, which another entry names, too\.$/],
    [
      'has one base station twice',
      [{ ...PEER, baseStations: ['enb-001-01-0000a'] }, { ...PEER, platformId: 'mep-c', baseStations: ['enb-001-01-0000A'] }],
      /: \/1\/baseStations\/0 names enb-001-01-0000a, which another place names, too\.$/,
    ],
  ])('that %s is refused in one sentence', (_name, content, sentence) => {
    expect(faultsOf(() => read(content))).toEqual([expect.stringMatching(sentence)]);
  });
});

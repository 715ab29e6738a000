import { once } from 'node:events';
import { createServer } from 'node:net';
import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { ConfigurationError } from '../../../src/config/index.js';
import { CertificateAuthority } from '../../support/certificates.js';
import { cleanUp } from '../../support/clean-up.js';
import { logLines } from '../../support/log-lines.js';
import { type PeerSettings, peersOf } from '../../support/peers.js';
import { startPlatform } from '../../support/platform.js';

async function faultsOfStart(environment: Record<string, string>): Promise<string[]> {
  const error: unknown = await startPlatform({ environment }).then(
    () => undefined,
    (refusal: unknown) => refusal,
  );
  expect(error).toBeInstanceOf(ConfigurationError);
  return (error as ConfigurationError).faults;
}

describe('a platform with Mp3 does not start', () => {
  let authority: CertificateAuthority;
  let own: PeerSettings;

  beforeAll(async () => {
    authority = await CertificateAuthority.create();
    ({ 'mep-a': own } = await peersOf(['mep-a', 'mep-b'], {}, authority));
  });

  it('with the certificate of another', async () => {
    const { cert, key } = await authority.issue(['DNS:mep-b', 'URI:urn:openmep:mep-c']);
    expect(await faultsOfStart({ ...own.environment, MEC_MP3_CERT: cert, MEC_MP3_KEY: key })).toEqual([
      `MEC_MP3_CERT ${cert} is not this platform's: its subjectAltName names mep-b, mep-c, and the platform is mep-a (MEC_PLATFORM_ID).`,
    ]);
  });

  it('if its peers file names itself', async () => {
    const file = `${authority.folder}/itself.yaml`;
    writeFileSync(file, stringify([{ platformId: 'mep-a', mp3Uri: 'https://127.0.0.1:8443/mp3/v1' }]));
    expect(await faultsOfStart({ ...own.environment, MEC_MP3_PEERS: file })).toEqual([`MEC_MP3_PEERS ${file} names mep-a, which is this platform itself.`]);
  });

  it('where somebody else listens', async () => {
    const other = createServer().listen(own.port, '127.0.0.1');
    await once(other, 'listening');
    cleanUp(() => void other.close());
    expect(await faultsOfStart(own.environment)).toEqual([expect.stringMatching(`^HOST and MEC_MP3_PORT name 127.0.0.1:${own.port}, where Mp3 cannot listen \\(.*in use`)]);
  });
});

it('a platform whose certificate expires within a week says so at start', async () => {
  const authority = await CertificateAuthority.create();
  const { 'mep-a': own } = await peersOf(['mep-a'], {}, authority);
  const { cert, key } = await authority.issue(['DNS:mep-a'], { days: 6 });
  const lines = logLines();
  await startPlatform({ environment: { ...own.environment, MEC_MP3_CERT: cert, MEC_MP3_KEY: key } });
  expect(lines.filter((line) => line.includes('MEC_MP3_CERT'))).toEqual([expect.stringContaining('expires soon')]);
});

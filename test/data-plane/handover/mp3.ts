import { CertificateAuthority } from '../../support/certificates.js';
import { writeYaml } from '../../support/process.js';
import { platformIdOf } from './platform-pair.js';
import { globalIdOf } from './radio.js';
import { addressOfPlatform, type Site } from './two-sites.js';

const PORT = 8443;
const uriOf = (site: Site) => `https://${addressOfPlatform(site)}:${PORT}/mp3/v1`;

/** Settings with which two platforms hand rules over to each other. */
export function mp3Settings(): (site: Site) => Record<string, string> {
  const authority = new CertificateAuthority();
  return (site) => {
    const { cert, key, ca } = authority.issueTo(platformIdOf(site));
    const peer = site === 'a' ? 'b' : 'a';
    const peers = writeYaml([{ platformId: platformIdOf(peer), mp3Uri: uriOf(peer), baseStations: [globalIdOf(peer)] }]);
    return { MEC_MP3_PORT: `${PORT}`, MEC_MP3_CERT: cert, MEC_MP3_KEY: key, MEC_MP3_CA: ca, MEC_MP3_PEERS: peers, MEC_MP3_URI: uriOf(site) };
  };
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CertificateAuthority } from './certificates.js';

/** A platform as its peers know it. */
export interface Site {
  platformId: string;
  /** Where it listens. */
  mp3Port: number;
  /** Where peers reach that. */
  mp3Uri: string;
  /** Global ids of its base stations. */
  baseStations: string[];
}

/** Settings of platforms that are peers of each other, in their order. Certificates, keys and lists of peers become files in the folder. */
export async function peerSettings(folder: string, sites: readonly Site[]): Promise<Record<string, string>[]> {
  const authority = await CertificateAuthority.create();
  const written = (name: string, content: string): string => {
    const file = join(folder, name);
    writeFileSync(file, content, { mode: 0o600 });
    return file;
  };
  const ca = written('ca.pem', authority.cert);
  const settingsOf = async (site: Site) => {
    const { platformId, mp3Port } = site;
    const { cert, key } = await authority.issue([`DNS:${platformId}`]);
    const peers = sites.filter((other) => other !== site).map((other) => ({ platformId: other.platformId, mp3Uri: other.mp3Uri, baseStations: other.baseStations }));
    return {
      MEC_PLATFORM_ID: platformId,
      MEC_MP3_PORT: String(mp3Port),
      MEC_MP3_CERT: written(`${platformId}.pem`, cert),
      MEC_MP3_KEY: written(`${platformId}.key`, key),
      MEC_MP3_CA: ca,
      MEC_MP3_PEERS: written(`${platformId}-peers.yaml`, JSON.stringify(peers)),
    };
  };
  return Promise.all(sites.map(settingsOf));
}

import { writeFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { PeerServer } from '../../src/modules/common/server/index.js';
import { type Certificate, CertificateAuthority } from './certificates.js';
import type { TestPlatform } from './platform.js';
import { freePort } from '../../bench/processes/free-port.js';
import { type SpecAgent, specAgent } from './spec-agent.js';

export interface PeerOptions {
  /** Base stations that stand in the peers files, by the platform. */
  baseStations?: Record<string, string[]>;
  /** Port at which one platform looks for another that listens on a port, such as that of a proxy between them. */
  portFor?: (from: string, to: string, port: number) => number;
}

export interface PeerSettings {
  certificate: Certificate;
  port: number;
  /** Environment variables for startPlatform or startProcess. */
  environment: Record<string, string>;
}

/** Platforms that are each other's peers: each has a certificate, a free port of the loopback for Mp3, and a peers file with the others. */
export async function peersOf<Id extends string>(ids: readonly Id[], { baseStations = {}, portFor = (_from, _to, port) => port }: PeerOptions = {}, given?: CertificateAuthority): Promise<Record<Id, PeerSettings>> {
  const authority = given ?? (await CertificateAuthority.create());
  const ports = new Map(await Promise.all(ids.map(async (id) => [id, await freePort()] as const)));
  const settingsOf = async (id: Id): Promise<PeerSettings> => {
    const port = ports.get(id)!;
    const certificate = await authority.issueTo(id);
    const peers = ids.filter((other) => other !== id).map((other) => ({
      platformId: other,
      mp3Uri: `https://127.0.0.1:${portFor(id, other, ports.get(other)!)}/mp3/v1`,
      ...(baseStations[other] && { baseStations: baseStations[other] }),
    }));
    const file = join(authority.folder, `peers-of-${id}.yaml`);
    writeFileSync(file, stringify(peers));
    const environment = { MEC_PLATFORM_ID: id, MEC_MP3_PORT: String(port), MEC_MP3_CERT: certificate.cert, MEC_MP3_KEY: certificate.key, MEC_MP3_CA: certificate.ca, MEC_MP3_PEERS: file };
    return { certificate, port, environment };
  };
  return Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await settingsOf(id)] as const))) as Record<Id, PeerSettings>;
}

export const mp3ServerOf = ({ server }: Pick<TestPlatform, 'server'>): Server => server.app.get(PeerServer).instance.server as unknown as Server;

/** Sends requests to the Mp3 of a platform as the one whose certificate it is. */
export const mp3Agent = (platform: Pick<TestPlatform, 'server'>, certificate: Certificate): SpecAgent =>
  specAgent({ http: mp3ServerOf(platform) }, { certificate });

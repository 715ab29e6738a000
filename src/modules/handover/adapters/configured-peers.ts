import { Injectable } from '@nestjs/common';
import { ConfigurationError, readYaml, Settings } from '../../../config/index.js';
import { withoutSlash } from '../../common/links/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import type { Fault } from '../../common/problem/index.js';
import { type Peer, Peers } from '../domain/ports/peers.js';

const SCHEMA = {
  type: 'array',
  items: {
    type: 'object',
    required: ['platformId', 'mp3Uri'],
    properties: {
      platformId: { type: 'string', minLength: 1 },
      mp3Uri: { type: 'string', format: 'uri' },
      baseStations: { type: 'array', items: { $ref: '#/components/schemas/GlobalBaseStationId' } },
    },
    additionalProperties: false,
  },
};

type Entry = Omit<Peer, 'baseStations'> & Partial<Peer>;

/** The peers of the file that MEC_MP3_PEERS names. */
@Injectable()
export class ConfiguredPeers extends Peers {
  private readonly peers: Map<string, Peer>;
  private readonly file: string | undefined;

  /** @throws ConfigurationError if the file cannot be read or holds anything but a list of peers */
  constructor({ mp3Peers }: Settings, documents: ApiDocuments) {
    super();
    this.file = mp3Peers;
    const entries = mp3Peers === undefined ? [] : readPeers(mp3Peers, documents);
    this.peers = new Map(entries.map(({ mp3Uri, baseStations = [], platformId }) => [platformId, { platformId, mp3Uri: withoutSlash(mp3Uri), baseStations: baseStations.map((id) => id.toLowerCase()) }]));
  }

  override all(): Peer[] {
    return [...this.peers.values()];
  }

  override get(platformId: string): Peer | undefined {
    return this.peers.get(platformId);
  }

  /** @throws ConfigurationError if this platform stands among its own peers */
  requireOthers(ownId: string): void {
    if (this.peers.has(ownId)) throw new ConfigurationError([`MEC_MP3_PEERS ${this.file} names ${ownId}, which is this platform itself.`]);
  }
}

function readPeers(file: string, documents: ApiDocuments): Entry[] {
  const content = readYaml('MEC_MP3_PEERS', file);
  const misfits = documents.faultFinder('mp3', SCHEMA)(content);
  const faults = misfits.length ? misfits : [...addressFaults(content as Entry[]), ...repetitions(content as Entry[])];
  if (faults.length) throw new ConfigurationError(faults.map(({ place, detail }) => `MEC_MP3_PEERS ${file}: ${place || 'the file'} ${detail}.`));
  return content as Entry[];
}

const addressFaults = (entries: Entry[]): Fault[] =>
  entries.flatMap(({ mp3Uri }, index) => (/^https:\/\/[^/]/i.test(mp3Uri) ? [] : [{ place: `/${index}/mp3Uri`, detail: 'must be an https URL, since Mp3 is spoken with mutual TLS only' }]));

/** Each platform is one peer, and each base station has one platform. */
function repetitions(entries: Entry[]): Fault[] {
  const named = entries.flatMap(({ platformId, baseStations = [] }, index) => [
    { name: platformId, place: `/${index}/platformId`, what: 'another entry' },
    ...baseStations.map((name, at) => ({ name: name.toLowerCase(), place: `/${index}/baseStations/${at}`, what: 'another place' })),
  ]);
  return named.flatMap(({ name, place, what }, at) =>
    named.slice(0, at).some((earlier) => earlier.name === name && earlier.what === what) ? [{ place, detail: `names ${name}, which ${what} names, too` }] : [],
  );
}

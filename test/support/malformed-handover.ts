import { readFileSync } from 'node:fs';
import { v7 as newId } from 'uuid';
import { Agent, request } from 'undici';
import { type PeerSettings, peersOf } from './peers.js';
import type { RegistryClient } from './process-registry.js';

/** As the examples of the documents have them. */
const OWN = 'mep-harbour';
const PEER = 'mep-casino';
const BASE_STATION = 'enb-001-01-00002';

export type HandoverPeers = Record<typeof OWN | typeof PEER, PeerSettings>;

/** Without a peer a platform has no handovers. */
export const handoverPeers = (): Promise<HandoverPeers> => peersOf([OWN, PEER]);

export const environmentOf = (peers: HandoverPeers): Record<string, string> => peers[OWN].environment;

/** A handover that has ended: the peer has cancelled it before it has been transferred. */
async function cancelBeforehand(peers: HandoverPeers): Promise<string> {
  const handoverId = newId();
  const { cert, key, ca } = peers[PEER].certificate;
  const agent = new Agent({ connect: { cert: readFileSync(cert), key: readFileSync(key), ca: readFileSync(ca) } });
  const { statusCode, body } = await request(`https://127.0.0.1:${peers[OWN].port}/mp3/v1/handovers/${handoverId}/cancellation`, {
    dispatcher: agent, method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sourcePlatformId: PEER, epoch: 1, reason: 'OPERATOR' }),
  });
  const text = await body.text();
  await agent.close();
  if (statusCode !== 200) throw new Error(`The cancellation is answered ${statusCode}: ${text}`);
  return handoverId;
}

/** Makes one resource of each kind of handover and of the orchestrator; answers their ids by document. */
export async function furnishHandover(client: RegistryClient, peers: HandoverPeers): Promise<Record<'handover' | 'orchestrator', Record<string, string>>> {
  const entry = { baseStation: BASE_STATION, platformId: PEER };
  const platform = { platformName: 'Casino', mp3Uri: 'https://10.9.0.2:8443/mp3/v1', baseStations: [BASE_STATION] };
  const answers = [await client.send('POST', '/handover/v1/addresses', entry), await client.send('PUT', `/orchestrator/v1/platforms/${PEER}`, platform)];
  for (const { status, text } of answers) if (status !== 201) throw new Error(`${status}: ${text}`);
  return { handover: { handoverId: await cancelBeforehand(peers), baseStation: BASE_STATION }, orchestrator: { platformId: PEER, baseStation: BASE_STATION } };
}

import { peerSettings } from '../../../scripts/peer-settings.js';
import { temporaryFolder } from '../../support/process.js';
import { platformIdOf } from './platform-pair.js';
import { globalIdOf } from './radio.js';
import { addressOfPlatform, type Site, SITES } from './two-sites.js';

const PORT = 8443;

/** Settings with which two platforms hand rules over to each other. */
export async function mp3Settings(): Promise<Record<Site, Record<string, string>>> {
  const peers = SITES.map((site) => ({ platformId: platformIdOf(site), mp3Port: PORT, mp3Uri: `https://${addressOfPlatform(site)}:${PORT}/mp3/v1`, baseStations: [globalIdOf(site)] }));
  const [a, b] = await peerSettings(temporaryFolder(), peers);
  return { a: a!, b: b! };
}

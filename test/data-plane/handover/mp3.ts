import { peerSettings } from '../../../scripts/peer-settings.js';
import { temporaryFolder } from '../../support/process.js';
import { platformIdOf } from './platform-pair.js';
import { globalIdOf } from './radio.js';
import { addressOfPlatform, type Site, SITES } from './two-sites.js';

/** Settings with which two platforms hand rules over to each other. */
export function mp3Settings(): Record<Site, Record<string, string>> {
  const peers = SITES.map((site) => ({ platformId: platformIdOf(site), host: addressOfPlatform(site), mp3Port: 8443, baseStations: [globalIdOf(site)] }));
  const [a, b] = peerSettings(temporaryFolder(), peers);
  return { a: a!, b: b! };
}

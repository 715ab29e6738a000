import type { Fault } from '../../common/problem/index.js';
import type { PlatformProfile } from './types.js';

const isHttps = (uri: string): boolean => URL.canParse(uri) && new URL(uri).protocol === 'https:';

/** @param baseStations in lower case */
export function profileFaults({ mp3Uri, baseStations }: PlatformProfile): Fault[] {
  const repeated = baseStations.flatMap((id, index) => (baseStations.indexOf(id) < index ? [{ place: `/baseStations/${index}`, detail: `repeats ${id}` }] : []));
  return [...(mp3Uri === undefined || isHttps(mp3Uri) ? [] : [{ place: '/mp3Uri', detail: 'must be an absolute https URI' }]), ...repeated];
}

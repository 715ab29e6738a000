import { freePort } from '../../bench/processes/free-port.js';
import { peerSettings } from '../peer-settings.js';
import type { RunningPlatform, Stage } from './stage.js';

export type Name = 'A' | 'B';

/** Where a platform of the pair stands. */
interface Place {
  platformId: string;
  /** Of its base stations, in the scenario and for all the world. */
  baseStations: { id: string; globalId: string }[];
}

/** Two platforms that know each other over Mp3. A emulates the network of the scenario, B follows it. */
export async function startPair(stage: Stage, scenario: string, places: Readonly<Record<Name, Place>>): Promise<Record<Name, RunningPlatform>> {
  const site = async ({ platformId, baseStations }: Place) => {
    const mp3Port = await freePort();
    return { platformId, mp3Port, mp3Uri: `https://127.0.0.1:${mp3Port}/mp3/v1`, baseStations: baseStations.map(({ globalId }) => globalId) };
  };
  const [ofA, ofB] = await peerSettings(stage.folder, [await site(places.A), await site(places.B)]);
  const stationsOf = (name: Name) => places[name].baseStations.map(({ id }) => id).join();
  const A = await stage.platform(places.A.platformId, { ...ofA, MEC_SCENARIO: scenario, MEC_BASE_STATIONS: stationsOf('A') });
  const B = await stage.platform(places.B.platformId, { ...ofB, MEC_RAN_FEED: `${A.url}/ran/v1`, MEC_BASE_STATIONS: stationsOf('B') });
  return { A, B };
}

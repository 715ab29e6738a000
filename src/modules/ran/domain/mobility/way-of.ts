import { impossible } from '../../../common/problem/index.js';
import type { Mobility } from '../types.js';
import { byRandomWayPoints } from './random-way-point.js';
import { alongTrack } from './track.js';
import { readTracks } from './track-csv.js';
import type { Way } from './way.js';
import { alongWayPoints } from './way-points.js';

/** The CSV texts of the tracks that are shipped with the platform, by name of the file. */
export type ShippedTracks = ReadonlyMap<string, string>;

/**
 * The way of a UE; nothing if it is told from outside.
 * @throws Problem 422 if a track cannot be read or is not there
 */
export function wayOf(mobility: Mobility, shipped: ShippedTracks): Way | undefined {
  switch (mobility.model) {
    case 'EXTERNAL':
      return undefined;
    case 'NONE':
      return { start: mobility.position, leg: () => undefined };
    case 'WAY_POINTS':
      return alongWayPoints(mobility.wayPoints, mobility.returns ?? false);
    case 'STRAIGHT_ROAD':
      return alongWayPoints([{ position: mobility.from, speed: mobility.speed }, { position: mobility.to, speed: 0 }], mobility.returns ?? false);
    case 'RANDOM_WAY_POINT':
      return byRandomWayPoints(mobility);
    case 'TRACK':
      return trackWay(mobility, shipped);
  }
}

function trackWay({ track, file, trackedId }: Extract<Mobility, { model: 'TRACK' }>, shipped: ShippedTracks): Way {
  const csv = track ?? shipped.get(file ?? '');
  if (csv === undefined) throw impossible(`The platform has no track ${file}.`);
  const points = tracksOf(csv).get(trackedId);
  if (!points) throw impossible(`The track has no point of ${trackedId}.`);
  return alongTrack(points);
}

/** The text that was read last: many UEs follow tracks of one file. */
let lastRead: { csv: string; tracks: ReturnType<typeof readTracks> } | undefined;

function tracksOf(csv: string): ReturnType<typeof readTracks> {
  if (lastRead?.csv !== csv) lastRead = { csv, tracks: readTracks(csv) };
  return lastRead.tracks;
}

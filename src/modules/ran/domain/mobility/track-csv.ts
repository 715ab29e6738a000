import { impossible } from '../../../common/problem/index.js';
import type { TrackPoint } from './track.js';

const COLUMNS = ['time', 'id', 'latitude', 'longitude'] as const;
type Column = (typeof COLUMNS)[number];

const RANGES: Record<Exclude<Column, 'id'>, [least: number, most: number]> = {
  time: [0, Number.MAX_SAFE_INTEGER],
  latitude: [-90, 90],
  longitude: [-180, 180],
};

/**
 * Reads tracks from CSV text with the columns time (seconds), id, latitude and longitude (degrees, WGS 84), which the first
 * line names in any order. Other columns, empty lines and lines that begin with # are passed over. The points of an id are in
 * order of time.
 * @returns the points of each id
 * @throws Problem 422 naming the line that cannot be read
 */
export function readTracks(csv: string): Map<string, TrackPoint[]> {
  const [header, ...lines] = csv
    .split(/\r?\n/)
    .map((text, index) => ({ fields: text.split(',').map((field) => field.trim()), number: index + 1 }))
    .filter(({ fields: [first = ''] }) => first !== '' && !first.startsWith('#'));
  const missing = COLUMNS.filter((column) => !header?.fields.includes(column));
  if (!header || missing.length) throw impossible(`The first line of the track lacks the column ${missing.join(', ')}.`);
  const tracks = new Map<string, TrackPoint[]>();
  for (const { fields, number } of lines) {
    const field = (column: Column) => fields[header.fields.indexOf(column)] ?? '';
    const points = tracks.get(field('id')) ?? [];
    points.push(trackPoint(field, number, points.at(-1)));
    tracks.set(field('id'), points);
  }
  return tracks;
}

function trackPoint(field: (column: Column) => string, line: number, previous: TrackPoint | undefined): TrackPoint {
  const value = (column: keyof typeof RANGES) => {
    const [text, [least, most]] = [field(column), RANGES[column]];
    const number = text === '' ? NaN : Number(text);
    if (!(number >= least && number <= most)) throw impossible(`Line ${line} of the track: ${column} is a number from ${least} to ${most}, not ${text || 'empty'}.`);
    return number;
  };
  const time = value('time');
  if (previous && time <= previous.time) throw impossible(`Line ${line} of the track: its time is not after that of the point before.`);
  return { time, position: { latitude: value('latitude'), longitude: value('longitude') } };
}

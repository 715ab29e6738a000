import { inside } from './inside.js';
import { TarFault } from './tar-fault.js';

/** A header of GNU tar whose content is the name of the next file. */
const LONG_NAME = 'L';
/** POSIX.1-2001, pax: a header whose content are records about the next file. */
const RECORDS = 'x';

const MOST_BYTES = 65_536;

/** Whoever heeds them finds the next header elsewhere than the next one's size says. */
const RESIZING = /^(size|GNU\.sparse\..*)$/;

export const isNaming = (type: string): boolean => type === LONG_NAME || type === RECORDS;

/** Each record is its own length, a space, a keyword, an equals sign, a value and the end of the line; of two of a keyword the last counts. @throws TarFault */
function recordsIn(content: Buffer): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < content.length; ) {
    const length = parseInt(content.toString('latin1', at, at + 6), 10);
    const [, keyword, value] = (length > 0 && /^\d+ ([^=]+)=(.*)\n$/s.exec(content.toString('utf8', at, at + length))) || [];
    if (keyword === undefined || value === undefined) throw new TarFault('the archive has a broken extended header');
    if (RESIZING.test(keyword)) throw new TarFault(`the archive has an extended header with ${keyword}, which is not read`);
    records.set(keyword, value);
    at += length;
  }
  return records;
}

/** The same number of bytes of a header's content that may tell a name. @throws TarFault if there are more than names need */
export function namingBytes(size: number): number {
  if (size > MOST_BYTES) throw new TarFault(`the archive has an extended header of ${size} bytes`);
  return size;
}

/** The name that the content of a header of this type tells; nothing if it tells other things. @throws TarFault if it leads out of the archive, or is not to be read */
export function toldName(type: string, content: Buffer): string | undefined {
  const name = type === LONG_NAME ? content.toString('utf8').replace(/\0.*$/s, '') : recordsIn(content).get('path');
  return name ? inside(name) : undefined;
}

import { posix } from 'node:path';
import { inside } from './inside.js';
import { LINK_NAME, MAGIC, NAME, PREFIX, SIZE, TYPE } from './tar-format.js';
import { TarFault } from './tar-fault.js';
import { isNaming } from './told-name.js';

const REGULAR = new Set(['0', '\0']);
const HARD_LINK = '1';
const SYMBOLIC_LINK = '2';
const FOLDER = '5';

/** What a header says: something of this name, with so many bytes after it; a link has a target instead. */
export interface TarHeader {
  name: string;
  size: number;
  isFile: boolean;
  /** Of a header whose content tells the name of the next file, what `toldName` reads it by. */
  naming?: string;
  isFolder: boolean;
  /** Where a link leads, from the root of the archive on. */
  target?: string;
}

const text = (header: Buffer, [from, to]: readonly [number, number]): string => header.toString('utf8', from, to).replace(/\0.*$/s, '');

/** @throws TarFault if it is no number; sizes beyond 8 GB are written otherwise, and no layer is as large */
function sizeOf(header: Buffer): number {
  const digits = text(header, SIZE).trim();
  if (!/^[0-7]+$/.test(digits)) throw new TarFault('the archive is no tar file, or a broken one');
  return parseInt(digits, 8);
}

const nameOf = (header: Buffer): string => inside([text(header, PREFIX), text(header, NAME)].filter((part) => part !== '').join('/'));

function targetOf(type: string, name: string, header: Buffer): string | undefined {
  if (type === HARD_LINK) return posix.normalize(text(header, LINK_NAME));
  return type === SYMBOLIC_LINK ? posix.join(posix.dirname(name), text(header, LINK_NAME)) : undefined;
}

/** @throws TarFault if the block is no header, or one that is unfit to be read */
export function readHeader(header: Buffer): TarHeader {
  if (text(header, MAGIC) !== 'ustar') throw new TarFault('the archive is no tar file; one without compression is needed');
  const type = String.fromCharCode(header[TYPE]!);
  const name = nameOf(header);
  const target = targetOf(type, name, header);
  return {
    ...{ name, size: target === undefined ? sizeOf(header) : 0, isFile: REGULAR.has(type), isFolder: type === FOLDER },
    ...(isNaming(type) && { naming: type }),
    ...(target !== undefined && { target }),
  };
}

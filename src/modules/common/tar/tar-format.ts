/** POSIX.1-1988 ustar; of extended headers only names of files are read. */
export const BLOCK = 512;
export const NAME = [0, 100] as const;
export const SIZE = [124, 136] as const;
export const CHECKSUM = [148, 156] as const;
export const TYPE = 156;
export const LINK_NAME = [157, 257] as const;
export const MAGIC = [257, 262] as const;
export const PREFIX = [345, 500] as const;

/** Bytes that are read or sent at a time. */
export const PIECE = 65_536;

export const padded = (size: number): number => Math.ceil(size / BLOCK) * BLOCK;

/** Bytes of a package. */
export const MOST_PACKAGE_BYTES = 2 ** 31;

/** Files in a package. */
export const MOST_FILES = 10_000;

/** Bytes of all files in a package, unpacked: a multiple of its size, a ceiling, and what is harmless in any case. */
export const MOST_UNPACKED = { times: 20, bytes: 8 * 2 ** 30, always: 10 * 2 ** 20 };

/** Bytes of what a package says about its files: names, comments and the like. All of it is kept in memory while the package is read. */
export const MOST_DIRECTORY_BYTES = 16 * 2 ** 20;

/** Bytes of one file that is read as text: metadata, manifest, descriptor, certificate. */
export const MOST_TEXT_BYTES = 2 ** 20;

/** Bytes of all files of a descriptor. */
export const MOST_DESCRIPTOR_BYTES = 8 * 2 ** 20;

/** Bytes of an image archive, 8 GiB. */
export const MOST_ARCHIVE_BYTES = 8 * 1024 ** 3;

/** Bytes of a file of an application, 64 MiB. */
export const MOST_FILE_BYTES = 64 * 1024 ** 2;

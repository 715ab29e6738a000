/** Bytes of the lines that are read of a log at a time. */
export const MOST_LOG_BYTES = 4 * 2 ** 20;

import type { TimeStamp } from './types.js';

/** MEC 012, 6.5.3, of a time in whole milliseconds since 1970. */
export const timeStampOf = (time: number): TimeStamp => ({ seconds: Math.floor(time / 1000), nanoSeconds: (time % 1000) * 1_000_000 });

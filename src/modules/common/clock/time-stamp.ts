/** A point in time as the MEC documents write it. */
export interface TimeStamp {
  seconds: number;
  nanoSeconds: number;
}

/** Of whole milliseconds since 1970. */
export const toTimeStamp = (milliseconds: number): TimeStamp => ({ seconds: Math.floor(milliseconds / 1000), nanoSeconds: (milliseconds % 1000) * 1_000_000 });

/** Milliseconds since 1970, with fractions. */
export const fromTimeStamp = ({ seconds, nanoSeconds }: TimeStamp): number => seconds * 1000 + nanoSeconds / 1_000_000;

/** Milliseconds since 1970 as our own documents write a point in time (format date-time, RFC 3339). */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

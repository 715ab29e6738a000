/** SINR in dB below which a radio link is out of sync, and from which it is in sync again: 10 % and 2 % block errors (TS 36.133, 7.6.1). */
export const OUT_OF_SYNC = -8;
export const IN_SYNC = -6;

const PER_DECIBEL = Math.LN10 / 10;

/** Milliwatts of dBm, or a plain ratio of dB. */
export const fromDecibel = (decibel: number): number => Math.exp(decibel * PER_DECIBEL);

/** dBm of milliwatts, or dB of a plain ratio. */
export const toDecibel = (linear: number): number => 10 * Math.log10(linear);

/** Thermal noise at 290 K in dBm per Hz. */
const THERMAL_NOISE = -174;
/** Of a UE's receiver, in dB (ITU-R M.2412, table 5 a). */
const NOISE_FIGURE = 7;

/** Noise in one resource element in dBm. */
export const noisePower = (subcarrierSpacingKhz: number): number => THERMAL_NOISE + NOISE_FIGURE + 10 * Math.log10(subcarrierSpacingKhz * 1000);

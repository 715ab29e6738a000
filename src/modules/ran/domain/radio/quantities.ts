/** What a UE measures of one cell. */
export interface RadioQuantities {
  /** Reference signal received power in dBm. */
  rsrp: number;
  /** Reference signal received quality in dB. */
  rsrq: number;
  /** Signal to interference and noise ratio in dB. */
  sinr: number;
}

/** What is known of a measurement that is told from outside. */
export type MeasuredQuantities = Pick<RadioQuantities, 'rsrp'> & Partial<RadioQuantities>;

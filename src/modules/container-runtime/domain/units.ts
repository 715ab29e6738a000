/** Amounts of CPU are counted in thousandths. */
export const MILLIS_PER_CPU = 1000;

/** As TOSCA counts (Simple Profile in YAML 1.3, 3.3.6). */
export const BYTES_PER_MB = 1_000_000;

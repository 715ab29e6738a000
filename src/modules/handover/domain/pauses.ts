/** Milliseconds between two looks where a UE is, while nothing depends on it at once. */
export const LOOK_EVERY_MS = 5000;

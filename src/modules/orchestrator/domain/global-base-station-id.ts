/** Digits in one case, so that equal ids are equal texts. */
export const canonicalBaseStation = (globalId: string): string => globalId.toLowerCase();

/** The epoch of a UE: the highest that is known of any of its identifiers; 0 if none is. */
export const currentEpoch = (known: Iterable<number>): number => Math.max(0, ...known);

/** What the next handover of a UE gets. */
export const nextEpoch = (known: Iterable<number>): number => currentEpoch(known) + 1;

/** A transfer with this epoch is old, unless it repeats the one that brought the epoch. */
export const isStale = (epoch: number, known: Iterable<number>): boolean => epoch <= currentEpoch(known);

/** 5GMM causes (3GPP TS 24.501, 9.11.3.2). */
const IDENTITY_CANNOT_BE_DERIVED = 9;
const IMPLICITLY_DEREGISTERED = 10;
const CONGESTION = 22;
const NO_NETWORK_SLICES_AVAILABLE = 62;

type Reaction = 'forget who it is' | 'look for other slices' | 'try again later' | 'give up';

/** What a UE does upon a reject with the cause (3GPP TS 24.501, 5.5.1.2.5); T3346 is not emulated. What is not believed is only a failure. */
export function reactionTo(cause: number, isBelieved: boolean): Reaction {
  if (cause === IDENTITY_CANNOT_BE_DERIVED || cause === IMPLICITLY_DEREGISTERED) return 'forget who it is';
  if (cause === CONGESTION || !isBelieved) return 'try again later';
  return cause === NO_NETWORK_SLICES_AVAILABLE ? 'look for other slices' : 'give up';
}

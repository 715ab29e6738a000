import { impossible } from '../../../common/problem/index.js';
import { isOver } from '../handover/handover.js';
import type { NetworkState } from '../network/network-state.js';
import type { RadioEvent } from '../types.js';

type Told<Kind extends RadioEvent['kind']> = Extract<RadioEvent, { kind: Kind }>;

/** @throws Problem 422 if the event contradicts the network as it is, after all that was told before it */
export function refuseContradiction(network: NetworkState, event: RadioEvent): void {
  if (event.kind === 'HANDOVER') checkHandover(network, event);
}

/** Whoever tells of a handover can go on with it until it is over; all others have ids of their own. */
function checkHandover(network: NetworkState, { ue, handoverId: id }: Told<'HANDOVER'>): void {
  const known = id === undefined ? undefined : network.handovers.get(id);
  if (!known) return;
  if (known.ue !== ue) throw impossible(`The handover ${id} is one of the UE ${known.ue}.`);
  if (known.cause !== 'EXTERNAL') throw impossible(`The handover ${id} is the platform's own.`);
  if (isOver(known.status)) throw impossible(`The handover ${id} is over.`);
}

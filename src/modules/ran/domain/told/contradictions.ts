import { impossible } from '../../../common/problem/index.js';
import { isOver } from '../handover/handover.js';
import type { NetworkState } from '../network/network-state.js';
import type { RadioEvent } from '../types.js';

type Told<Kind extends RadioEvent['kind']> = Extract<RadioEvent, { kind: Kind }>;

/** @throws Problem 422 if the event contradicts the network as it is, after all that was told before it */
export function refuseContradiction(network: NetworkState, event: RadioEvent): void {
  switch (event.kind) {
    case 'HANDOVER':
      return checkHandover(network, event);
    case 'BEARER':
      return checkBearer(network, event);
    case 'UE_STATE':
      return refusePrimary(event.state.servingCell ?? network.ue(event.state.ue).state.servingCell, event.state.secondaryCells);
    default:
      return;
  }
}

/** @throws Problem 422 if an event contradicts itself */
export function refuseSelfContradiction(event: RadioEvent): void {
  switch (event.kind) {
    case 'HANDOVER':
      if (event.targetCells.includes(event.sourceCell)) throw impossible(`A handover from ${event.sourceCell} leads to other cells.`);
      return;
    case 'CARRIER_AGGREGATION':
      return checkAggregation(event);
    case 'UE_STATE':
      if (event.state.attached === false && event.state.servingCell !== undefined) throw impossible(`The UE ${event.state.ue} is not attached, so it has no servingCell.`);
      return refusePrimary(event.state.servingCell, event.state.secondaryCells);
    default:
      return;
  }
}

function checkAggregation({ primaryCell, addedCells = [], removedCells = [] }: Told<'CARRIER_AGGREGATION'>): void {
  refusePrimary(primaryCell, [...addedCells, ...removedCells]);
  const both = addedCells.find((id) => removedCells.includes(id));
  if (both !== undefined) throw impossible(`The cell ${both} cannot be added and removed at once.`);
}

function refusePrimary(primary: string | undefined, secondaryCells: readonly string[] = []): void {
  if (primary !== undefined && secondaryCells.includes(primary)) throw impossible(`The primary cell ${primary} cannot be a secondary one.`);
}

function checkBearer(network: NetworkState, { ue, change, bearer: { erabId } }: Told<'BEARER'>): void {
  if (change === 'ESTABLISHED') return;
  if (!network.ue(ue).state.wanted.some((bearer) => bearer.erabId === erabId)) throw impossible(`The UE ${ue} has no bearer ${erabId}.`);
}

/** Whoever tells of a handover can go on with it until it is over; all others have ids of their own. */
function checkHandover(network: NetworkState, { ue, handoverId: id }: Told<'HANDOVER'>): void {
  const known = id === undefined ? undefined : network.handovers.get(id);
  if (!known) return;
  if (known.ue !== ue) throw impossible(`The handover ${id} is one of the UE ${known.ue}.`);
  if (known.cause !== 'EXTERNAL') throw impossible(`The handover ${id} is the platform's own.`);
  if (isOver(known.status)) throw impossible(`The handover ${id} is over.`);
}

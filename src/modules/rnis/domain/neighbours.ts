import { toTimeStamp } from '../../common/clock/index.js';
import { type CellIdentity, type CellMeasured, globalBaseStationId, type RadioNetwork, type StateEvent } from '../../ran/index.js';
import { reportedQuantities } from './notifications/reported-quantities.js';
import type { Schemas } from './types.js';

type UeState = Extract<StateEvent, { kind: 'UE_STATE' }>['state'];

/** A neighbouring cell as a UE has measured it. */
export interface NeighbourMeasured extends CellMeasured {
  /** Its global identity. */
  baseStation: string;
  /** Milliseconds since 1970 on the network's clock. */
  measuredAt: number;
}

interface ServedUe {
  cell: CellIdentity;
  state: UeState;
}

/** The cells that a UE has measured and that do not serve it: those of its primary cell's technology before the others, of each the strongest first. */
export function neighboursOf(network: RadioNetwork, { cell, state }: ServedUe): NeighbourMeasured[] {
  const { measurements = [], secondaryCells = [], measuredAt } = state;
  const serving = [cell.id, ...secondaryCells];
  const isOther = ({ rat }: CellIdentity) => Number(rat !== cell.rat);
  return measurements
    .filter((measured) => !serving.includes(measured.cell))
    .flatMap(({ cell: id, ...quantities }) =>
      network.cellIdentities([id]).map((identity) => ({ ...quantities, cell: identity, baseStation: globalBaseStationId(network.baseStationOf(identity)), measuredAt: Date.parse(measuredAt!) })),
    )
    .sort((one, other) => isOther(one.cell) - isOther(other.cell) || other.rsrp - one.rsrp);
}

/** The primary cell as the UE has measured it, if it has. */
export function primaryMeasured({ cell, state: { measurements = [] } }: ServedUe): CellMeasured | undefined {
  const found = measurements.find((each) => each.cell === cell.id);
  return found && { ...found, cell };
}

/** A cell by its global identity, in the attribute of its technology. */
export const globalCell = (cell: CellIdentity) => (cell.rat === 'EUTRA' ? { ecgi: cell.ecgi } : { nrcgi: cell.nrcgi });

export const ueNeighbour = (neighbour: NeighbourMeasured): Schemas['UeNeighbour'] => ({
  ...globalCell(neighbour.cell),
  baseStation: neighbour.baseStation,
  ...reportedQuantities(neighbour),
  measuredAt: toTimeStamp(neighbour.measuredAt),
});

import type { Neighbour } from '../detection/strongest-neighbour.js';
import type { AssociateId, BearerInformation, CellReference, TransferredBearer, UeIdentifiers } from '../types.js';

/** What this platform's RNIS tells of a UE at one of our base stations. */
export interface UeContext {
  ue: UeIdentifiers;
  servingCell: CellReference;
  /** Global id, in lower case. */
  baseStation: string;
  /** IP address of the data plane of that base station, if it is known. */
  dataPlaneAddress?: string;
  bearers: TransferredBearer[];
  /** Strongest first. */
  neighbours: (Neighbour & { baseStation?: string })[];
}

/** This platform's own RNIS, asked over HTTP as any application asks it. */
export abstract class Rni {
  /** undefined if none of our base stations serves the UE. @throws Error if the RNIS does not answer */
  abstract context(ue: readonly AssociateId[]): Promise<UeContext | undefined>;

  /** undefined if none of our base stations serves the UE. @throws Error if the RNIS does not answer */
  abstract bearer(ue: readonly AssociateId[]): Promise<BearerInformation | undefined>;

  /** The bearers of all other UEs at our base stations. @throws Error if the RNIS does not answer */
  abstract bearersOfOthers(ue: readonly AssociateId[]): Promise<TransferredBearer[]>;
}

import { Injectable } from '@nestjs/common';
import { OwnBaseStations } from '../../../orchestrator/index.js';
import { possibleBaseStations } from './base-station-of-cell.js';
import type { CellReference } from '../types.js';

/** Which cells are at this platform's base stations. */
@Injectable()
export class OwnCells {
  constructor(private readonly baseStations: OwnBaseStations) {}

  isOurs(cell: CellReference): boolean {
    return possibleBaseStations(cell).some((id) => this.baseStations.isOurs(id));
  }
}

/** Whether a cell is at a base station. @param baseStation its global id */
export const isAt = (cell: CellReference, baseStation: string | undefined): boolean => baseStation !== undefined && possibleBaseStations(cell).includes(baseStation.toLowerCase());

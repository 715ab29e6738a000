import { ranPath, type Schemas, step } from '../ran.js';
import type { SpecAgent } from '../spec-agent.js';

export type RadioEvent = Schemas['RadioEvent'];
export type Ue = Schemas['Ue'];
export type Cell = Schemas['Cell'];
export type BaseStation = Schemas['BaseStation'];

/** The emulated radio network of a platform, as its operator uses it. */
export class Radio {
  constructor(private readonly api: SpecAgent) {}

  async addBaseStation(baseStation: BaseStation): Promise<void> {
    await this.api.post(ranPath('base_stations')).send(baseStation).expect(201);
  }

  async addCell(cell: Cell): Promise<void> {
    await this.api.post(ranPath('cells')).send(cell).expect(201);
  }

  /** Cells that name each other as neighbours. */
  async addCells(cells: readonly Cell[]): Promise<void> {
    for (const cell of cells) await this.addCell({ ...cell, neighbours: [] });
    for (const cell of cells) await this.api.put(ranPath('cells', cell.id)).send(cell).expect(200);
  }

  async addUe(ue: Ue): Promise<void> {
    await this.api.post(ranPath('ues')).send(ue).expect(201);
  }

  async configure(configuration: Schemas['RanConfiguration']): Promise<void> {
    await this.api.put(ranPath('configuration')).send(configuration).expect(200);
  }

  async addBearer(ue: string, bearer: Schemas['Bearer']): Promise<void> {
    await this.api.post(ranPath('ues', ue, 'bearers')).send(bearer).expect(201);
  }

  async replaceBearer(ue: string, bearer: Schemas['Bearer']): Promise<void> {
    await this.api.put(ranPath('ues', ue, 'bearers', bearer.erabId)).send(bearer).expect(200);
  }

  async removeBearer(ue: string, erabId: number): Promise<void> {
    await this.api.delete(ranPath('ues', ue, 'bearers', erabId)).expect(204);
  }

  /** What a real base station would tell. */
  async tell(...events: RadioEvent[]): Promise<void> {
    if (events.length > 0) await this.api.post(ranPath('events')).send(events).expect(204);
  }

  /** From now on time passes by steps only. */
  async stopTime(): Promise<void> {
    await this.api.put(ranPath('clock')).send({ mode: 'STEPPED' }).expect(200);
  }

  async passTime(milliseconds: number): Promise<void> {
    await step(this.api, milliseconds);
  }
}

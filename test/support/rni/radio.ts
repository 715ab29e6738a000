import { NetworkClock } from '../../../src/modules/ran/domain/host/network-clock.js';
import { NetworkHost } from '../../../src/modules/ran/index.js';
import type { components } from '../../../src/generated/ran.js';
import type { TestPlatform } from '../platform.js';

type Schemas = components['schemas'];
export type RadioEvent = Schemas['RadioEvent'];
export type Ue = Schemas['Ue'];
export type Cell = Schemas['Cell'];
export type BaseStation = Schemas['BaseStation'];

/** The emulated radio network of a platform, as its operator uses it. */
export class Radio {
  constructor(private readonly platform: Pick<TestPlatform, 'server'>) {}

  async addBaseStation(baseStation: BaseStation): Promise<void> {
    await this.host.change((network) => ({ events: network.putBaseStation(baseStation), result: undefined }));
  }

  async addCell(cell: Cell): Promise<void> {
    await this.host.change((network) => ({ events: network.putCell(cell), result: undefined }));
  }

  async addUe(ue: Ue): Promise<void> {
    await this.host.change((network) => ({ events: network.putUe(ue), result: undefined }));
  }

  /** What a real base station would tell. */
  async tell(...events: RadioEvent[]): Promise<void> {
    await this.host.change((network) => ({ events: network.accept(events), result: undefined }));
  }

  async configure(configuration: Schemas['RanConfiguration']): Promise<void> {
    await this.host.change((network) => {
      network.configure(configuration);
      return { events: [], result: undefined };
    });
  }

  async putBearer(ue: string, bearer: Schemas['Bearer']): Promise<void> {
    await this.host.change((network) => ({ events: network.putBearer(ue, bearer), result: undefined }));
  }

  async removeBearer(ue: string, erabId: number): Promise<void> {
    await this.host.change((network) => ({ events: network.removeBearer(ue, erabId), result: undefined }));
  }

  /** From now on time passes by steps only. */
  async stopTime(): Promise<void> {
    await this.clock.set({ mode: 'STEPPED', speed: 1, state: 'RUNNING' });
  }

  async passTime(milliseconds: number): Promise<void> {
    await this.clock.step(milliseconds);
  }

  private get clock(): NetworkClock {
    return this.platform.server.app.get(NetworkClock, { strict: false });
  }

  private get host(): NetworkHost {
    return this.platform.server.app.get(NetworkHost, { strict: false });
  }
}

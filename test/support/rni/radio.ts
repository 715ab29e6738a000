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

  private get host(): NetworkHost {
    return this.platform.server.app.get(NetworkHost, { strict: false });
  }
}

import { Controller } from '@nestjs/common';
import type { components } from '../../../generated/ran.js';
import { momentary, Operation, type Reply } from '../../common/operation/index.js';
import { Feed } from '../domain/feed/feed.js';
import { isOver } from '../domain/handover/handover.js';
import { NetworkClock } from '../domain/host/network-clock.js';
import { NetworkHost } from '../domain/host/network-host.js';
import type { RadioNetwork } from '../domain/radio-network.js';
import { clockRepresentation } from './clock-representation.js';
import { handoverRepresentation } from './handover-representation.js';
import { DOCUMENT } from './operation-request.js';
import { stateAt } from './state-representation.js';

type Snapshot = components['schemas']['Snapshot'];

/** The whole network at one moment, for those who are going to follow it. */
@Controller()
export class SnapshotController {
  constructor(
    private readonly host: NetworkHost,
    private readonly clock: NetworkClock,
    private readonly feed: Feed,
  ) {}

  @Operation(DOCUMENT, 'snapshotGet')
  async snapshotGet(): Promise<Reply> {
    const clock = await this.clock.read();
    const snapshot = await this.host.read((network): Snapshot => {
      const seq = Math.max(this.host.seq, this.feed.head);
      return { seq, clock: clockRepresentation({ ...clock, time: network.now }), ...contentsOf(network) };
    });
    return momentary(snapshot);
  }
}

function contentsOf(network: RadioNetwork): Omit<Snapshot, 'seq' | 'clock'> {
  return {
    configuration: network.configuration,
    baseStations: network.baseStations(),
    cells: network.cells(),
    ues: network.ues(),
    cellStates: network.cells().map(({ id }) => stateAt(network.now, network.cellState(id))),
    ueStates: network.ues().map(({ id }) => stateAt(network.now, network.ueState(id))),
    bearers: network.servedUes().map(({ ue, bearers }) => ({ ue: ue.id, bearers })),
    handovers: network.handovers().filter(({ status }) => !isOver(status)).map(handoverRepresentation),
  };
}

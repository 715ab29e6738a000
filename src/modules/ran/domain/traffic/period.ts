import type { Attachment } from '../attachment/attachment.js';
import { MEASUREMENT_PERIOD, type NetworkState } from '../network/network-state.js';
import { cellStateEvent } from '../network/states.js';
import { cellLayer2, noCellTraffic } from './cell-traffic.js';
import { noUeTraffic, prbUsage, ueLayer2 } from './ue-traffic.js';

/** Once in a second, layer 2 measurements are taken and all states are told. */
export class MeasurementPeriod {
  constructor(
    private readonly network: NetworkState,
    private readonly attachment: Attachment,
  ) {}

  step(): void {
    const { network } = this;
    if (network.now < network.periodEnd) return;
    network.periodEnd += MEASUREMENT_PERIOD * Math.ceil((network.now - network.periodEnd + 1) / MEASUREMENT_PERIOD);
    for (const { state, transmitter } of network.cells.values()) {
      state.layer2 = cellLayer2(state.traffic, transmitter.bandwidth);
      state.traffic = noCellTraffic();
    }
    for (const { state } of network.emulatedUes()) {
      state.layer2 = ueLayer2(state.traffic, network.step);
      state.prbUsage = prbUsage(state.traffic);
      state.traffic = noUeTraffic();
    }
    for (const entry of network.cells.values()) network.tell(cellStateEvent(network, entry));
    for (const entry of network.emulatedUes()) this.attachment.tellState(entry);
  }
}

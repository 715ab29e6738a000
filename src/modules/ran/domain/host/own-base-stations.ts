import { Injectable } from '@nestjs/common';
import { Settings } from '../../../../config/index.js';
import { log } from '../../../common/log/index.js';
import { NetworkHost } from './network-host.js';

/** Warns of base stations in MEC_BASE_STATIONS that the network does not have: a misspelt name would silence all of MEC 012. */
@Injectable()
export class OwnBaseStations {
  private warnedOf = '';

  constructor(host: NetworkHost, { baseStations }: Settings) {
    if (!baseStations) return;
    host.onChange(({ network }) => {
      const present = new Set(network.baseStations().map(({ id }) => id));
      if (present.size > 0) this.warnOf(baseStations.filter((id) => !present.has(id)));
    });
  }

  private warnOf(missing: string[]): void {
    if (missing.length && String(missing) !== this.warnedOf) log.warn({ missing }, 'MEC_BASE_STATIONS names base stations that the radio network does not have.');
    this.warnedOf = String(missing);
  }
}

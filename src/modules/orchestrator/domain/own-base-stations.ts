import { Injectable } from '@nestjs/common';
import { globalBaseStationId, NetworkHost } from '../../ran/index.js';
import { canonicalBaseStation } from './global-base-station-id.js';

/** The base stations at which this platform stands, by their global ids: those of its radio network, or of these the ones that MEC_BASE_STATIONS names. */
@Injectable()
export class OwnBaseStations {
  private ids: ReadonlySet<string> = new Set();
  private readonly listeners: (() => void)[] = [];

  constructor(host: NetworkHost) {
    host.onChange(({ network }) => {
      const ours = network.baseStations().filter(({ id }) => host.isOurs({ baseStation: id }));
      this.become(ours.map(globalBaseStationId));
    });
  }

  /** @param globalId its digits in either case */
  isOurs(globalId: string): boolean {
    return this.ids.has(canonicalBaseStation(globalId));
  }

  /** Their ids in lower case, in the order of the network. */
  all(): string[] {
    return [...this.ids];
  }

  /** Calls `listener` when others are ours than before. It must not throw. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  private become(ids: string[]): void {
    if (ids.join() === this.all().join()) return;
    this.ids = new Set(ids);
    for (const listener of this.listeners) listener();
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { refuseFaults } from '../../../common/problem/index.js';
import type { Happened } from '../host/happened.js';
import { type HostedNetwork, RUNNING_CLOCK } from '../host/hosted-network.js';
import { NetworkHost } from '../host/network-host.js';
import { Tracks } from '../mobility/tracks.js';
import type { Scenario } from '../types.js';
import { begin, type BegunNetwork } from './scenario-network.js';
import { referenceFaults, withoutLostReferences } from './scenario-references.js';

/** The scenario with all changes that were made to it since, but without what has happened in it. */
function asSetUp({ network, clock, title }: HostedNetwork): Scenario {
  const { configuration, schedule } = network;
  return structuredClone({ ...title, clock, configuration, baseStations: network.baseStations(), cells: network.cells(), ues: network.ues(), schedule: [...schedule] });
}

/** Scenarios: the radio network as it is set up, and its beginning. */
@Injectable()
export class Scenarios {
  constructor(
    private readonly host: NetworkHost,
    private readonly tracks: Tracks,
    private readonly clock: Clock,
  ) {}

  /** The network as it is set up, ready to be loaded again. */
  current(): Promise<Scenario> {
    return this.host.read((network, hosted) => withoutLostReferences(asSetUp(hosted), network));
  }

  /**
   * Replaces the whole network and lets it begin.
   * @param check is called with the present scenario before, and may throw
   * @throws Problem 400 that lists all faults with their places: ids that repeat, references that lead nowhere, whatever the network refuses
   */
  load(scenario: Scenario, check: (present: Scenario) => void = () => undefined): Promise<Scenario> {
    return this.host.change((network, hosted) => {
      check(withoutLostReferences(asSetUp(hosted), network));
      const begun = begin(scenario, this.clock.now(), this.tracks.files);
      refuseFaults([...begun.faults, ...referenceFaults(scenario, begun.network)]);
      return this.replacement(scenario, begun);
    });
  }

  /**
   * Puts the network back to its beginning. How the time passes stays as it is. What was changed since the scenario was loaded is part
   * of it now.
   */
  reset(): Promise<Scenario> {
    return this.host.change((_network, hosted) => {
      const scenario = asSetUp(hosted);
      const begun = begin(scenario, this.clock.now(), this.tracks.files);
      refuseFaults(begun.faults);
      return this.replacement(scenario, begun);
    });
  }

  private replacement({ name, description, startTime, clock }: Scenario, { network, events }: BegunNetwork): Happened<Scenario> {
    const title = { name, ...(description !== undefined && { description }), ...(startTime !== undefined && { startTime }) };
    const setting = { ...RUNNING_CLOCK, ...clock };
    const hosted = { network, clock: { mode: setting.mode, speed: setting.speed, state: setting.state }, title };
    return { ...hosted, replacement: network, events, changes: [{ kind: 'RESET', time: network.now }], result: withoutLostReferences(asSetUp(hosted), network) };
  }
}

import type { RadioNetwork } from '../radio-network.js';
import type { ClockSetting, Scenario } from '../types.js';

/** What a scenario says beside the network and its clock. */
export type ScenarioTitle = Pick<Scenario, 'name' | 'description' | 'startTime'>;

/** The radio network with what the emulation itself does not need. */
export interface HostedNetwork {
  network: RadioNetwork;
  clock: ClockSetting;
  title: ScenarioTitle;
}

export const RUNNING_CLOCK: ClockSetting = { mode: 'REAL_TIME', speed: 1, state: 'RUNNING' };

/** Of a network that nobody has given a scenario. */
export const UNTITLED: ScenarioTitle = { name: 'unnamed' };

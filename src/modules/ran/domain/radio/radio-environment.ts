import type { Position, PropagationScenario, RatType } from '../types.js';
import { antennaGain } from './antenna.js';
import { fromDecibel, toDecibel } from './decibel.js';
import { noisePower } from './noise.js';
import { pathLoss } from './path-loss.js';
import type { RadioQuantities } from './quantities.js';
import type { Sites } from './sites.js';
import type { Site } from './site.js';

/** What of a cell radiates. */
export interface Transmitter {
  position: Position;
  /** Metres above ground. */
  antennaHeight: number;
  /** Degrees from north to the east; absent for an antenna that radiates all round. */
  azimuth?: number;
  scenario: PropagationScenario;
  rat: RatType;
  /** Centre of the carrier in MHz. */
  frequency: number;
  /** kHz. */
  subcarrierSpacing: number;
  /** Physical resource blocks. */
  bandwidth: number;
  /** dBm over the whole bandwidth. */
  power: number;
}

interface Source {
  transmitter: Transmitter;
  site: Site;
  /** dBm in one resource element. */
  elementPower: number;
  /** Index of the channel. Cells on one disturb each other; those of another technology, frequency or spacing do not. */
  channel: number;
}

const SUBCARRIERS_PER_BLOCK = 12;

/** Reference signals take 2 of the 12 sub-carriers of a block even without traffic (TS 36.211, 6.10.1, one antenna port). */
const activityOf = (load: number): number => (2 + 10 * load) / SUBCARRIERS_PER_BLOCK;

/** What UEs receive from a list of transmitters; arrays are in the order of that list. */
export class RadioEnvironment {
  private readonly sources: Source[];
  /** Noise in one resource element of each channel in milliwatts. */
  private readonly noise: Float64Array;

  constructor(sites: Sites, transmitters: readonly Transmitter[]) {
    const channels = new Map(transmitters.map((transmitter) => [channelOf(transmitter), transmitter]));
    const names = [...channels.keys()];
    this.noise = Float64Array.from(channels.values(), ({ subcarrierSpacing }) => fromDecibel(noisePower(subcarrierSpacing)));
    this.sources = transmitters.map((transmitter) => ({
      transmitter,
      site: sites.at(transmitter.position, transmitter.scenario),
      elementPower: transmitter.power - toDecibel(transmitter.bandwidth * SUBCARRIERS_PER_BLOCK),
      channel: names.indexOf(channelOf(transmitter)),
    }));
  }

  /** Reference signal received power of each transmitter in dBm. @param ueHeight metres above ground */
  received(position: Position, ueHeight: number): Float64Array {
    return Float64Array.from(this.sources, ({ transmitter: { antennaHeight, scenario, frequency, azimuth }, site, elementPower }) => {
      const { groundDistance, lineOfSight, shadowing, point } = site.towards(position, ueHeight);
      const loss = pathLoss(scenario, lineOfSight, { groundDistance, antennaHeight, ueHeight, frequency: frequency / 1000 });
      return elementPower + antennaGain(azimuth, point) - loss - shadowing;
    });
  }

  /**
   * What a UE measures of each transmitter (TS 36.214, 5.1.1, 5.1.3, 5.1.13; TS 38.215, 5.1.1, 5.1.3, 5.1.5).
   * @param received dBm, of `received`
   * @param loads share of its resource blocks that each transmitter uses, 0..1
   */
  measured(received: Float64Array, loads: ArrayLike<number>): RadioQuantities[] {
    const powers = received.map(fromDecibel);
    const totals = this.noise.slice();
    this.sources.forEach(({ channel }, index) => (totals[channel]! += activityOf(loads[index]!) * powers[index]!));
    return this.sources.map(({ channel }, index) => {
      const [power, total] = [powers[index]!, totals[channel]!];
      const others = total - activityOf(loads[index]!) * power;
      return { rsrp: received[index]!, rsrq: toDecibel(power / (SUBCARRIERS_PER_BLOCK * total)), sinr: toDecibel(power / others) };
    });
  }
}

const channelOf = ({ rat, frequency, subcarrierSpacing }: Transmitter): string => `${rat} ${frequency} ${subcarrierSpacing}`;

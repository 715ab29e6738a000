import type { Position, PropagationScenario, RatType } from '../types.js';
import { antennaGain } from './antenna.js';
import { fromDecibel, toDecibel } from './decibel.js';
import { noisePower } from './noise.js';
import { pathLoss } from './path-loss.js';
import type { RadioQuantities } from './quantities.js';
import type { Sites } from './sites.js';
import type { Site, Surroundings } from './site.js';

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

/** What comes from each transmitter to a place. */
export interface Received {
  surroundings: Surroundings[];
  /** Reference signal received power in dBm, and the same in milliwatts. */
  rsrp: Float64Array;
  power: Float64Array;
}

/** What a UE measures of a transmitter (TS 36.214, 5.1.1, 5.1.3, 5.1.13; TS 38.215, 5.1.1, 5.1.3, 5.1.5). */
type Reception = (index: number) => RadioQuantities;

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

  /**
   * @param ueHeight metres above ground
   * @param before what the UE has received a moment ago, which may save work
   */
  received(position: Position, ueHeight: number, before?: Received): Received {
    const surroundings = this.sources.map(({ site }, index) => site.towards(position, ueHeight, before?.surroundings[index]));
    const rsrp = Float64Array.from(this.sources, ({ transmitter: { antennaHeight, scenario, frequency, azimuth }, elementPower }, index) => {
      const { groundDistance, lineOfSight, shadowing, point } = surroundings[index]!;
      const loss = pathLoss(scenario, lineOfSight, { groundDistance, antennaHeight, ueHeight, frequency: frequency / 1000 });
      return elementPower + antennaGain(azimuth, point) - loss - shadowing;
    });
    return { surroundings, rsrp, power: rsrp.map(fromDecibel) };
  }

  /** @param loads share of its resource blocks that each transmitter uses, 0..1 */
  reception({ rsrp, power }: Received, loads: ArrayLike<number>): Reception {
    const totals = this.noise.slice();
    this.sources.forEach(({ channel }, index) => (totals[channel]! += activityOf(loads[index]!) * power[index]!));
    return (index) => {
      const total = totals[this.sources[index]!.channel]!;
      const others = total - activityOf(loads[index]!) * power[index]!;
      return { rsrp: rsrp[index]!, rsrq: toDecibel(power[index]! / (SUBCARRIERS_PER_BLOCK * total)), sinr: toDecibel(power[index]! / others) };
    };
  }
}

const channelOf = ({ rat, frequency, subcarrierSpacing }: Transmitter): string => `${rat} ${frequency} ${subcarrierSpacing}`;

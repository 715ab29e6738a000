import type { Load } from '../processes/load.js';
import type { LoadOrder } from '../processes/load-generator.js';
import { type Contestant, type Figures, type Sample, sample } from './sample.js';
import { median, sum } from './statistics.js';

/** Share of the machine that others may take in a round before another one is measured in its place. */
const MOST_DISTURBANCE = 0.05;

export interface Plan {
  /** Rounds that count. */
  rounds: number;
  /** Rounds that are measured at most to have so many that are not disturbed. */
  mostRounds: number;
  connections: number;
  warmUp: LoadOrder['extent'];
  extent: LoadOrder['extent'];
}

interface Round {
  ours: Sample;
  other: Sample;
}

export interface Comparison {
  ours: Figures;
  other: Figures;
  /** Ours over the other, by requests per second. */
  throughputRatio: number;
  /** The other over ours, by CPU time per request. */
  cpuRatio: number;
  /** Share of the machine that other processes took in the rounds that count. */
  disturbance: number;
  /** All requests that were answered. */
  answered: { ours: number; other: number };
}

const disturbanceOf = ({ ours, other }: Round) => Math.max(ours.disturbance, other.disturbance);

/**
 * Measures two servers in turn, round by round, and goes by the rounds that other processes have disturbed least. Figures
 * are medians, and ratios are medians of the ratios of the rounds.
 */
export async function compare<Request>(load: Load<Request>, ours: Contestant<Request>, other: Contestant<Request>, plan: Plan): Promise<Comparison> {
  const warmUp = { ours: await sample(load, ours, plan.connections, plan.warmUp), other: await sample(load, other, plan.connections, plan.warmUp) };
  const measured: Round[] = [];
  while (measured.length < plan.mostRounds && undisturbed(measured) < plan.rounds) {
    const [first, second] = measured.length % 2 ? [other, ours] : [ours, other];
    const samples = [await sample(load, first, plan.connections, plan.extent), await sample(load, second, plan.connections, plan.extent)] as const;
    measured.push(first === ours ? { ours: samples[0], other: samples[1] } : { ours: samples[1], other: samples[0] });
  }
  return summarize(measured, plan.rounds, warmUp);
}

const undisturbed = (rounds: Round[]) => rounds.filter((round) => disturbanceOf(round) <= MOST_DISTURBANCE).length;

function summarize(measured: Round[], counting: number, warmUp: Round): Comparison {
  const rounds = measured.toSorted((one, another) => disturbanceOf(one) - disturbanceOf(another)).slice(0, counting);
  const figures = (whose: keyof Round): Figures => ({
    requestsPerSecond: median(rounds.map((round) => round[whose].requestsPerSecond)),
    cpuMicroseconds: median(rounds.map((round) => round[whose].cpuMicroseconds)),
  });
  const answered = (whose: keyof Round) => sum([warmUp, ...measured].map((round) => round[whose].requests));
  return {
    ours: figures('ours'),
    other: figures('other'),
    throughputRatio: median(rounds.map((round) => round.ours.requestsPerSecond / round.other.requestsPerSecond)),
    cpuRatio: median(rounds.map((round) => round.other.cpuMicroseconds / round.ours.cpuMicroseconds)),
    disturbance: median(rounds.map(disturbanceOf)),
    answered: { ours: answered('ours'), other: answered('other') },
  };
}

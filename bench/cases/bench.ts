import { join } from 'node:path';
import type { Comparison } from '../measurement/comparison.js';
import type { Scale } from '../measurement/scale.js';
import type { PolicyName } from '../placement-walk/fog-row.js';
import type { Load } from '../processes/load.js';
import type { PlatformBuild } from '../processes/platform.js';

/** What every case is given. */
export interface Bench {
  build: PlatformBuild;
  scale: Scale;
  load: Load;
  /** A database as the platform makes it, with one application that has one service. */
  templateFile: string;
  /** Is removed at the end. */
  folder: string;
}

interface Verdict {
  target: string;
  met: boolean;
}

export interface RequestResult {
  kind: 'requests';
  title: string;
  /** What ours is compared with. */
  other: string;
  comparison: Comparison;
  verdict: Verdict;
}

export interface FanOutFigures {
  deliveriesPerSecond: number;
  /** From the sending of the change to the arrival of the notification. */
  p99Milliseconds: number;
  /** From the sending of the change to its answer. */
  answerMilliseconds: number;
  cpuMicroseconds: number;
}

export interface FanOutResult {
  kind: 'fan-out';
  subscribers: number;
  changes: number;
  concurrency: number;
  ours: FanOutFigures;
  other: FanOutFigures;
  ratios: FanOutFigures;
}

export interface RuleEffectResult {
  kind: 'rule-effect';
  /** Milliseconds from PUT to answer, by the number of rules in effect; fewest first. */
  figures: { rules: number; p50: number; p99: number }[];
  verdict: Verdict;
}

export interface RadioEventsResult {
  kind: 'radio-events';
  ues: number;
  subscriptions: number;
  /** Each UE has as many subscribers. All UEs at once (burst), or one event at a time (single); milliseconds to the arrival of a notification. */
  delivery: { eventsPerSecond: number; burstP99: number; cpuMicroseconds: number; singleP50: number; singleP99: number };
  /** CPU time of the platform for an event that fits some of its subscriptions. */
  matching: { subscriptions: number; matching: number; cpuMicroseconds: number }[];
  verdict: Verdict;
}

export interface HandoverResult {
  kind: 'handover';
  /** Milliseconds from the event that the UEs have attached to the rules in effect, by how many attach at once; fewest first. */
  figures: {
    ues: number;
    rounds: number;
    p50: number;
    p99: number;
    /** Medians: until the platform was told of it, of the bearer query, and of the data plane. */
    parts: { told: number; bearer: number; dataPlane: number };
    least: { p50: number; p99: number };
    /** For one handover, between the platforms. */
    exchanges: number;
    plainBytes: number;
    encryptedBytes: number;
  }[];
  target: string;
  /** By the figures. */
  met: boolean[];
}

/** UEs that register in one emulation. */
interface EmulatedUes {
  ues: number;
  /** Messages that arrived, timers that expired, UEs that began. */
  events: number;
  eventsPerSecond: number;
  /** CPU time for one event. */
  cpuMicroseconds: number;
  /** Most that the process held above what it held idle. */
  peakBytes: number;
  /** What it held at the end for all UEs and the network. */
  heldBytes: number;
}

interface RunFigures {
  perSecond: number;
  /** CPU time of the platform for one run. */
  cpuMicroseconds: number;
}

export interface SliceRegistrationsResult {
  kind: 'slice-registrations';
  /** `duration` in milliseconds of the emulated clock. */
  scenarios: { scenario: string; run: string; outcome: string; attempts: number; messages: number; duration: number }[];
  /** Runs of the platform one after another, that keep their trace and that keep none; ratios above 1 where the former are the better ones. */
  runs: { count: number; rounds: number; full: RunFigures; none: RunFigures; ratios: RunFigures };
  /** Messages only counted, and every entry stored in SQL. */
  trace: { counted: EmulatedUes; stored: EmulatedUes };
  /** Fewest first; UEs that begin all at once, and one each millisecond of the emulated clock. */
  growth: { ues: number; atOnce: EmulatedUes; inTurn: EmulatedUes }[];
  target: string;
  met: { atOnce: boolean; inTurn: boolean };
}

export interface PlacementWalkResult {
  kind: 'placement-walk';
  walks: number;
  /** Of the machine, when it was over. */
  load: number;
  /** Milliseconds, medians unless they are the most. Copies ahead of the user first. */
  figures: {
    policy: PolicyName;
    moves: number;
    near: Interruption;
    served: Interruption;
    answered: number;
    switchedAfter: number;
  }[];
}

interface Interruption {
  p50: number;
  most: number;
  /** Polls without an answer. */
  failures: number;
}

/** Milliseconds until ready, of the clock and of the processor; megabytes some seconds later. */
export interface StartFigures {
  wall: number;
  cpu: number;
  resident: number;
}

export interface StartResult {
  kind: 'start';
  starts: number;
  /** Of the machine, when it was over. */
  load: number;
  /** With a new database, with one that exists, and of a server that is Nest and Fastify alone. */
  figures: { fresh: StartFigures; migrated: StartFigures; nest: StartFigures };
  /** Milliseconds of a process of Node that does nothing. */
  emptyNode: number;
  target: string;
  met: { time: boolean; memory: boolean };
}

export interface SkippedResult {
  kind: 'skipped';
  title: string;
  reason: string;
}

export type CaseResult = RequestResult | FanOutResult | RuleEffectResult | RadioEventsResult | HandoverResult | SliceRegistrationsResult | PlacementWalkResult | StartResult | SkippedResult;

/** Both ratios have to reach the target, so that a load generator at its limit hides nothing. */
export const atLeast = (share: number, { throughputRatio, cpuRatio }: Comparison): Verdict => ({
  target: `at least ${share}`,
  met: Math.min(throughputRatio, cpuRatio) >= share,
});

let files = 0;

export const newFile = ({ folder }: Bench, ending: string): string => join(folder, `${++files}.${ending}`);

import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { cellKey } from './cell.js';
import type { Neighbour } from './strongest-neighbour.js';

/** Longest time for which a report can be of use (handover.yaml, measurementAge). */
const USEFUL_MS = 60_000;

/** A report of a UE, as the RNIS has told it. */
export interface MeasurementReport {
  ueKeys: readonly string[];
  neighbours: Omit<Neighbour, 'measuredAt'>[];
}

interface Kept {
  neighbours: Neighbour[];
  measuredAt: number;
}

/** The last measurement report of each UE; after a restart there is none until the next. */
@Injectable()
export class Measurements {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly clock: Clock) {}

  put({ ueKeys, neighbours }: MeasurementReport): void {
    const measuredAt = this.clock.now();
    const kept = { neighbours: neighbours.map((neighbour) => ({ ...neighbour, measuredAt })), measuredAt };
    for (const key of ueKeys) {
      // So that the oldest stand first.
      this.kept.delete(key);
      this.kept.set(key, kept);
    }
    this.forgetBefore(measuredAt - USEFUL_MS);
  }

  /** What others know of a UE's neighbours, and what was reported of them since. */
  join<Known extends Neighbour>(ueKeys: readonly string[], known: readonly Known[]): (Known | Neighbour)[] {
    const reported = this.newest(ueKeys);
    const newer = reported.filter(({ cell, measuredAt }) => !known.some((one) => cellKey(one.cell) === cellKey(cell) && one.measuredAt >= measuredAt));
    return [...known.filter(({ cell }) => !newer.some((one) => cellKey(one.cell) === cellKey(cell))), ...newer];
  }

  private newest(ueKeys: readonly string[]): Neighbour[] {
    const reports = ueKeys.flatMap((key) => this.kept.get(key) ?? []);
    return reports.sort((one, other) => other.measuredAt - one.measuredAt)[0]?.neighbours ?? [];
  }

  private forgetBefore(time: number): void {
    for (const [key, { measuredAt }] of this.kept) {
      if (measuredAt >= time) return;
      this.kept.delete(key);
    }
  }
}

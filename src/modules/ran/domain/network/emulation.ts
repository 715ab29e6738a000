import { Attachment } from '../attachment/attachment.js';
import { CarrierAggregation } from '../attachment/carrier-aggregation.js';
import { RadioLink } from '../attachment/radio-link.js';
import { TimingAdvances } from '../attachment/timing-advances.js';
import { Bearers } from '../bearer/bearers.js';
import { HandoverControl } from '../handover/handover-control.js';
import { Handovers } from '../handover/handovers.js';
import { Measurements } from '../measurement/measurements.js';
import { Reports } from '../measurement/reports.js';
import { goOn, motionOn, positionOn } from '../mobility/journey.js';
import { MeasurementPeriod } from '../traffic/period.js';
import { Scheduler } from '../traffic/scheduler.js';
import type { NetworkState } from './network-state.js';
import type { UeEntry } from './ue-entry.js';

/** What happens in the network by itself as time passes. */
export class Emulation {
  readonly bearers: Bearers;
  readonly attachment: Attachment;
  readonly handovers: Handovers;
  private readonly measurements: Measurements;
  private readonly radioLink: RadioLink;
  private readonly reports: Reports;
  private readonly handoverControl: HandoverControl;
  private readonly carrierAggregation: CarrierAggregation;
  private readonly timingAdvances: TimingAdvances;
  private readonly scheduler: Scheduler;
  private readonly period: MeasurementPeriod;

  constructor(private readonly network: NetworkState) {
    this.bearers = new Bearers(network);
    this.attachment = new Attachment(network, this.bearers);
    this.handovers = new Handovers(network, this.attachment);
    this.measurements = new Measurements(network);
    this.radioLink = new RadioLink(network, this.attachment, this.handovers);
    this.reports = new Reports(network);
    this.handoverControl = new HandoverControl(network, this.handovers, this.reports);
    this.carrierAggregation = new CarrierAggregation(network);
    this.timingAdvances = new TimingAdvances(network);
    this.scheduler = new Scheduler(network);
    this.period = new MeasurementPeriod(network, this.attachment);
  }

  /** Lets one step of time pass. */
  step(): void {
    this.network.now += this.network.step;
    const entries = this.network.emulatedUes();
    for (const entry of entries) this.move(entry);
    this.measurements.step(entries);
    for (const entry of entries) this.control(entry);
    this.scheduler.step();
    this.period.step();
  }

  /** Lets a UE that has just come look for a cell. */
  arrive(entry: UeEntry): void {
    this.measurements.step([entry]);
    this.control(entry);
  }

  private move({ way, state }: UeEntry): void {
    state.journey = goOn(state.journey!, way!, this.network.now);
    state.position = positionOn(state.journey, this.network.now);
    const { speed, heading } = motionOn(state.journey, this.network.now);
    state.speed = speed;
    if (heading === undefined) delete state.heading;
    else state.heading = heading;
  }

  private control(entry: UeEntry): void {
    this.radioLink.step(entry);
    this.handoverControl.step(entry);
    if (this.network.handoverOf(entry)?.status === 'IN_EXECUTION') return;
    for (const report of this.reports.step(entry)) this.handoverControl.considerReport(entry, report);
    this.carrierAggregation.step(entry);
    this.timingAdvances.step(entry);
  }
}

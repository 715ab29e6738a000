import { Injectable } from '@nestjs/common';
import { entryOf, EventLog } from '../../../common/events/index.js';
import { Failpoints, failpoints } from '../../../common/failpoints/index.js';
import { type Transaction, UnitOfWork } from '../../../common/unit-of-work/index.js';
import { Tracks } from '../mobility/tracks.js';
import { RadioNetwork } from '../radio-network.js';
import type { Happened } from './happened.js';
import type { HostedNetwork } from './hosted-network.js';
import { NetworkRecord } from './network-record.js';
import { isLasting, isRemoval, RAN_CHANGE, RAN_EVENT } from './ran-log.js';

const STEPS = failpoints('ran', ['before-record', 'after-record']);

/** Milliseconds of the network's clock between two records of all that is in it. After a death, that much is emulated again. */
const INTERVAL = 5000;

/**
 * Records what happens, and brings the network back. A change is recorded with everything in the network. Time that passes is
 * recorded with what happens in it: the emulation is deterministic, so the rest can be worked out again.
 */
@Injectable()
export class Journal {
  private lastSeq = 0;
  /** Times of the network's clock: of the last record of everything, of the last record at all, and of what is in memory and right. */
  private wholeAt = 0;
  private recordedAt: number | undefined;
  private soundAt = 0;

  constructor(
    private readonly networkRecord: NetworkRecord,
    private readonly tracks: Tracks,
    private readonly unitOfWork: UnitOfWork,
    private readonly eventLog: EventLog,
    private readonly failpoints: Failpoints,
  ) {}

  get isRecorded(): boolean {
    return this.networkRecord.exists;
  }

  /** Number of the last message of RAN_EVENT and RAN_CHANGE. */
  get seq(): number {
    return this.lastSeq;
  }

  /** The network that is recorded, if there is one; for the first time at start. @throws OtherHost, Problem 422 if a track is gone */
  async open(): Promise<HostedNetwork | undefined> {
    this.lastSeq = this.eventLog.head;
    return (await this.networkRecord.isThere()) ? this.restore() : undefined;
  }

  /** The network as it was after the last record that has succeeded. */
  async restore(): Promise<HostedNetwork | undefined> {
    const recorded = await this.unitOfWork.run((transaction) => this.networkRecord.read(transaction));
    if (!recorded) return undefined;
    const { snapshot, clock, title, time } = recorded;
    const network = RadioNetwork.restore(snapshot, this.tracks.files);
    network.advance(time - snapshot.now);
    // Nothing that lasts has happened between the last record and the moment before the failure.
    if (time === this.recordedAt && this.soundAt > time) network.advance(this.soundAt - time);
    this.wholeAt = snapshot.now;
    this.recordedAt = time;
    this.soundAt = network.now;
    return { network, clock, title };
  }

  /** Time has passed. */
  async passed(hosted: HostedNetwork, happened: Happened<unknown>): Promise<void> {
    const isWhole = this.networkRecord.exists && hosted.network.now - this.wholeAt >= INTERVAL;
    if (isWhole || happened.events.some(isLasting)) await this.write(hosted, happened, isWhole);
    this.soundAt = hosted.network.now;
  }

  /** The network has been changed from outside. */
  async changed(hosted: HostedNetwork, happened: Happened<unknown>): Promise<void> {
    if (!happened.fleeting) await this.write(hosted, happened, true);
    this.soundAt = hosted.network.now;
  }

  /** Records where the network stands, if it is recorded at all. */
  async close(hosted: HostedNetwork): Promise<void> {
    if (this.networkRecord.exists && hosted.network.now !== this.wholeAt) await this.write(hosted, { events: [], result: undefined }, true);
  }

  private async write(hosted: HostedNetwork, happened: Happened<unknown>, isWhole: boolean): Promise<void> {
    const { now } = hosted.network;
    this.failpoints.reach(STEPS['before-record']);
    this.lastSeq = await this.unitOfWork.run(async (transaction) => {
      if (isWhole) await this.networkRecord.write(transaction, hosted);
      else await this.networkRecord.writeTime(transaction, now);
      await happened.record?.(transaction);
      return this.append(transaction, happened);
    });
    if (isWhole) this.wholeAt = now;
    this.recordedAt = now;
    this.failpoints.reach(STEPS['after-record']);
  }

  /** In an order in which a follower can do the same: what events name is there. */
  private async append(transaction: Transaction, { events, changes = [] }: Happened<unknown>): Promise<number> {
    const entries = [
      ...changes.filter((change) => !isRemoval(change)).map((change) => entryOf(RAN_CHANGE, change)),
      ...events.filter(isLasting).map((event) => entryOf(RAN_EVENT, event)),
      ...changes.filter(isRemoval).map((change) => entryOf(RAN_CHANGE, change)),
    ];
    return entries.length ? this.eventLog.appendAll(transaction, entries) : this.lastSeq;
  }
}

import { Injectable } from '@nestjs/common';
import { Clock, within } from '../../../common/clock/index.js';
import type { ContainerRuntime, WorkloadStatus } from '../../../container-runtime/index.js';
import { CloudRuntimes } from '../ports/cloud-runtimes.js';
import type { Cloud, Deployment } from '../world/world-items.js';
import type { EngineSight } from './copies-seen.js';

/** Milliseconds that an engine has for each answer. */
const ANSWER_MS = 10_000;
/** Milliseconds that it has to remove a workload. */
const REMOVAL_MS = 60_000;

/** Asks the engines of clouds how they and their copies are. */
@Injectable()
export class EngineLook {
  constructor(
    private readonly runtimes: CloudRuntimes,
    private readonly clock: Clock,
  ) {}

  /** @throws RuntimeRefusal, RuntimeUnavailable, Error if an answer takes too long, and the signal's reason */
  async at(cloud: Cloud, copies: readonly Deployment[], stop: AbortSignal): Promise<EngineSight> {
    const runtime = await this.runtimes.of(cloud);
    await this.ask(stop, ANSWER_MS, (signal) => runtime.capacity(signal));
    const records = await this.ask(stop, ANSWER_MS, (signal) => runtime.list(this.runtimes.ownerOf(cloud), signal));
    const workloads = records.map(({ appInstanceId }) => appInstanceId);
    return { workloads, statuses: await this.statusesOf(runtime, copies, new Set(workloads), stop) };
  }

  /** The same. */
  async remove(cloud: Cloud, deploymentId: string, stop: AbortSignal): Promise<void> {
    const runtime = await this.runtimes.of(cloud);
    await this.ask(stop, REMOVAL_MS, (signal) => runtime.remove(deploymentId, signal));
  }

  private async statusesOf(runtime: ContainerRuntime, copies: readonly Deployment[], there: ReadonlySet<string>, stop: AbortSignal): Promise<EngineSight['statuses']> {
    const statuses = new Map<string, WorkloadStatus | undefined>();
    for (const { deploymentId } of copies.filter((copy) => there.has(copy.deploymentId))) statuses.set(deploymentId, await this.ask(stop, ANSWER_MS, (signal) => runtime.inspect(deploymentId, signal)));
    return statuses;
  }

  private ask<T>(stop: AbortSignal, milliseconds: number, question: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const complaint = `the engine has not answered within ${milliseconds / 1000} s`;
    return within(this.clock, { milliseconds, complaint }, (late) => question(AbortSignal.any([late, stop])));
  }
}

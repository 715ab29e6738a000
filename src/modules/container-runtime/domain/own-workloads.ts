import { Injectable } from '@nestjs/common';
import { notFound } from '../../common/problem/index.js';
import { PlatformIdentity } from '../../platform/index.js';
import { ContainerRuntime } from './container-runtime.js';
import { RuntimeRefusal, RuntimeUnavailable } from './runtime-errors.js';
import { runtimeProblem } from './runtime-problem.js';
import type { WorkloadRecord, WorkloadStatus } from './workload-status.js';

async function asked<T>(engine: Promise<T>): Promise<T> {
  try {
    return await engine;
  } catch (error) {
    throw error instanceof RuntimeRefusal || error instanceof RuntimeUnavailable ? runtimeProblem(error) : error;
  }
}

const noWorkload = (appInstanceId: string) => notFound(`There is no workload of application instance ${appInstanceId} here.`);

/**
 * The workloads of this platform, and of no other that shares its engine.
 *
 * All methods throw Problem 503 if the engine does not answer, 422 if it refuses.
 */
@Injectable()
export class OwnWorkloads {
  constructor(
    private readonly runtime: ContainerRuntime,
    private readonly platform: PlatformIdentity,
  ) {}

  /** Sorted by application instance. */
  async list(): Promise<WorkloadRecord[]> {
    const records = await asked(this.runtime.list(this.platform.id));
    return records.sort((one, other) => (one.appInstanceId < other.appInstanceId ? -1 : 1));
  }

  /** @throws Problem 404 if there is none, or none any more */
  async require(appInstanceId: string): Promise<{ record: WorkloadRecord; status: WorkloadStatus }> {
    const record = await this.record(appInstanceId);
    const status = await asked(this.runtime.inspect(appInstanceId));
    if (!status) throw noWorkload(appInstanceId);
    return { record, status };
  }

  /** The last lines of a container, at most so many, oldest first. @throws Problem 404 if there is no such workload or no such container */
  async logs(appInstanceId: string, container: string, lines: number): Promise<string[]> {
    await this.record(appInstanceId);
    const found = await asked(this.runtime.logs(appInstanceId, container, lines));
    if (!found) throw notFound(`The workload of application instance ${appInstanceId} has no container ${container}.`);
    return found;
  }

  private async record(appInstanceId: string): Promise<WorkloadRecord> {
    const record = (await this.list()).find((one) => one.appInstanceId === appInstanceId);
    if (!record) throw noWorkload(appInstanceId);
    return record;
  }
}

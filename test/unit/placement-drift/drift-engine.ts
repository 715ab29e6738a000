import type { ImageArchive, WorkloadStatus } from '../../../src/modules/container-runtime/index.js';
import { PlainEngine } from '../../support/placement/plain-engine.js';

/** An engine that reads the images that it is given. */
export class DriftEngine extends PlainEngine {
  /** Whether its containers have checks. */
  isChecked = true;

  override async loadImage(archive: ImageArchive): Promise<string> {
    (await archive.open()).destroy();
    return super.loadImage(archive);
  }

  override async removeImage(name: string): Promise<void> {
    const fault = this.fault('remove', name);
    if (fault) throw fault;
    await super.removeImage(name);
  }

  override async inspect(appInstanceId: string): Promise<WorkloadStatus | undefined> {
    const status = await super.inspect(appInstanceId);
    return status && (this.isChecked ? status : { ...status, containers: status.containers.map(({ health: _none, ...container }) => container) });
  }

  /** What is done to one workload, in order. */
  doneTo(appInstanceId: string): string[] {
    return this.calls.filter((call) => call.endsWith(` ${appInstanceId}`) && !call.startsWith('inspect')).map((call) => call.split(' ')[0]!);
  }
}

import type { PlatformDirectory } from '../../orchestrator/index.js';
import { Orchestrator } from '../domain/ports/orchestrator.js';

/** This platform itself, with those that have registered here. */
export class OwnOrchestrator extends Orchestrator {
  constructor(private readonly directory: PlatformDirectory) {
    super();
  }

  override async platformAt(baseStation: string): Promise<string | undefined> {
    return (await this.directory.platformAt(baseStation))?.platformId;
  }
}

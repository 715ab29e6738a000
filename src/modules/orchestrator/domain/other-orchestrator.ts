import type { PlatformProfile } from './types.js';

/** The orchestrator that MEC_ORCHESTRATOR_URL names. */
export abstract class OtherOrchestrator {
  /** @throws Error that says why the platform is not registered; the reason of the signal */
  abstract register(platformId: string, profile: PlatformProfile, signal: AbortSignal): Promise<void>;
}

import type { Liveness, RegisteredService } from './service.js';

/** Seconds that the platform chooses when the producer leaves the choice to it. */
const CHOSEN_INTERVAL_S = 30;

/** A service is suspended when no heartbeat has come for so many intervals. */
const INTERVALS_UNTIL_SUSPENSION = 1.5;

/** The interval that the platform asks for, in seconds. `proposed` 0 leaves the choice to the platform. */
const intervalFor = (proposed: number, minimum: number): number => Math.max(proposed || CHOSEN_INTERVAL_S, minimum);

/** When the service is suspended unless a heartbeat comes first; only services that are ACTIVE are. */
export function heartbeatDueAt({ attributes, liveness }: RegisteredService): number | undefined {
  if (!liveness || attributes.state !== 'ACTIVE') return undefined;
  return liveness.lastHeartbeatAt + liveness.interval * 1000 * INTERVALS_UNTIL_SUSPENSION;
}

export function beginSupervision(proposed: number | undefined, minimum: number, now: number): Liveness | undefined {
  if (proposed === undefined) return undefined;
  return { proposed, interval: intervalFor(proposed, minimum), lastHeartbeatAt: now, suspendedByPlatform: false };
}

/** The service after a heartbeat: the platform's own suspension ends, any other state stays. */
export function afterHeartbeat(service: RegisteredService, minimum: number, now: number): RegisteredService {
  const { attributes, liveness } = service;
  if (!liveness) return service;
  return {
    ...service,
    attributes: liveness.suspendedByPlatform ? { ...attributes, state: 'ACTIVE' } : attributes,
    liveness: { ...liveness, interval: intervalFor(liveness.proposed, minimum), lastHeartbeatAt: now, suspendedByPlatform: false },
  };
}

export function suspended(service: RegisteredService): RegisteredService {
  const { attributes, liveness } = service;
  return { ...service, attributes: { ...attributes, state: 'SUSPENDED' }, ...(liveness && { liveness: { ...liveness, suspendedByPlatform: true } }) };
}

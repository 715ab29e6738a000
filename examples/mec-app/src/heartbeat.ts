import { setTimeout as pause } from 'node:timers/promises';
import { isUnreachable } from './patience.js';
import type { Platform } from './platform.js';
import { accepted } from './refusal.js';
import { say } from './say.js';

/** What of a supervised service the heartbeat needs. */
interface Supervised {
  livenessInterval?: number;
  _links: { liveness?: { href: string } };
}

/**
 * Shows the platform that the service is alive, at the interval that was agreed on, until the application is to end (MEC 011, 8.2.10).
 * `onReturn` is called when the platform is back after it was not reached.
 * @throws Refusal if the platform does not know the service any more
 */
export async function keepAlive({ services, linked }: Platform, service: Supervised, signal: AbortSignal, onReturn: () => Promise<void>): Promise<void> {
  const { livenessInterval, _links } = service;
  if (livenessInterval === undefined || !_links.liveness) throw new Error('The platform does not supervise the service.');
  const link = linked(_links.liveness.href);
  let wasAway = false;
  for (;;) {
    await pause(livenessInterval * 1000, undefined, { signal });
    try {
      await accepted(services.PATCH('/applications/{appInstanceId}/services/{serviceId}/liveness', { ...link, body: { state: 'ACTIVE' } }));
      say('heartbeat');
      if (wasAway) await onReturn();
      wasAway = false;
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      wasAway = true;
      say('the platform does not hear the heartbeat; trying again with the next one');
    }
  }
}

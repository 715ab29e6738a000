import type { Answer, RegistryClient, ServiceInfo } from './process-registry.js';
import { pathOf, registration, SERVICES_PATH } from './process-registry.js';
import type { Arrival, ChangeType, Subscribers } from './process-subscribers.js';

export type Change = Extract<ChangeType, 'ADDED' | 'STATE_CHANGED' | 'REMOVED'>;

const MOST_FAULTS = 20;
const SUCCESS: Record<Change, number> = { ADDED: 201, STATE_CHANGED: 200, REMOVED: 204 };

/** What a client did with one service, and what it was told of it. */
export interface ServiceHistory {
  /** Used by this service alone. */
  serName: string;
  path?: string;
  acknowledged: Change[];
  /** Sent, and not answered before the process died. */
  uncertain?: Change;
}

const STATE_AFTER: Record<Change, string | undefined> = { ADDED: 'ACTIVE', STATE_CHANGED: 'INACTIVE', REMOVED: undefined };

const sameChanges = (one: Change[], other: Change[]) => one.join() === other.join();

/** Writes, and keeps account of what was acknowledged. */
export class HistoryWriter {
  readonly services: ServiceHistory[] = [];
  acknowledged = 0;

  open(serName: string): ServiceHistory {
    const service = { serName, acknowledged: [] };
    this.services.push(service);
    return service;
  }

  /** Makes a change of a service; false if the process died before it answered. @throws Error if the answer is not the expected one */
  async write(client: RegistryClient, service: ServiceHistory, change: Change, others: object = {}): Promise<boolean> {
    const repeated = service.uncertain === change;
    service.uncertain = change;
    let answer: Answer;
    try {
      answer = await this.send(client, service, change, others);
    } catch {
      return false;
    }
    const goneBefore = repeated && change === 'REMOVED' && answer.status === 404;
    if (answer.status !== SUCCESS[change] && !goneBefore)
      throw new Error(`${change} of ${service.serName} is answered ${answer.status}: ${answer.text}`);
    if (change === 'ADDED') service.path = pathOf(answer.headers['location']);
    service.acknowledged.push(change);
    delete service.uncertain;
    this.acknowledged += 1;
    return true;
  }

  private send(client: RegistryClient, { serName, path }: ServiceHistory, change: Change, others: object): Promise<Answer> {
    if (change === 'ADDED') return client.send('POST', SERVICES_PATH, registration(serName, others));
    if (change === 'REMOVED') return client.send('DELETE', path!);
    return client.send('PUT', path!, registration(serName, { ...others, state: 'INACTIVE' }));
  }
}

/** Whether what the server lists can follow from the history: all that was acknowledged, and what is uncertain wholly or not. */
export function faultsOfState(services: ServiceHistory[], listed: ServiceInfo[]): string[] {
  const states = new Map(listed.map(({ serName, state }) => [serName, state]));
  const faults = services.flatMap(({ serName, acknowledged, uncertain }) => {
    const possible = [acknowledged, ...(uncertain ? [[...acknowledged, uncertain]] : [])];
    const state = states.get(serName);
    if (possible.some((changes) => stateAfter(changes) === state)) return [];
    return [`${serName} is ${state ?? 'absent'} after ${acknowledged.join()}${uncertain ? ` and perhaps ${uncertain}` : ''}`];
  });
  const known = new Set(services.map(({ serName }) => serName));
  const unknown = listed.filter(({ serName }) => !known.has(serName)).map(({ serName }) => `nobody registered ${serName}`);
  return [...faults, ...unknown].slice(0, MOST_FAULTS);
}

const stateAfter = (changes: Change[]): string | undefined => (changes.length ? STATE_AFTER[changes.at(-1)!] : undefined);

/**
 * Whether every subscriber has been told exactly what is: each change that was acknowledged, each uncertain one if the state
 * shows it, nothing else, in the order of the event numbers. To be called when the last change is known to have arrived.
 */
export function faultsOfNotifications(services: ServiceHistory[], listed: ServiceInfo[], subscribers: Subscribers): string[] {
  const states = new Map(listed.map(({ serName, state }) => [serName, state]));
  const faults = [...subscribers.faults];
  for (const subscriptionId of subscribers.subscriptionIds) {
    const arrivals = subscribers.firstDeliveries(subscriptionId);
    faults.push(...faultsOfOrder(subscriptionId, arrivals));
    const told = changesByName(arrivals);
    for (const { serName, acknowledged, uncertain } of services) {
      const changes = told.get(serName) ?? [];
      const possible = sameChanges(changes, acknowledged) || (uncertain && sameChanges(changes, [...acknowledged, uncertain]));
      if (!possible || stateAfter(changes) !== states.get(serName))
        faults.push(`${subscriptionId} was told ${changes.join()} of ${serName}, which is ${states.get(serName)} after ${acknowledged.join()}`);
    }
  }
  return faults.slice(0, MOST_FAULTS);
}

function changesByName(arrivals: Arrival[]): Map<string, Change[]> {
  const told = new Map<string, Change[]>();
  for (const { serName, changeType } of arrivals) {
    const changes = told.get(serName) ?? [];
    told.set(serName, changes);
    changes.push(changeType as Change);
  }
  return told;
}

/** Each subscription without filter is told of every event, so that its numbers leave no gap. */
function faultsOfOrder(subscriptionId: string, arrivals: Arrival[]): string[] {
  return arrivals.flatMap(({ seq }, index) => {
    const before = arrivals[index - 1];
    return before && seq !== before.seq + 1 ? [`${subscriptionId} was told of ${seq} after ${before.seq}`] : [];
  });
}

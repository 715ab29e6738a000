import type { ServiceChange } from './inbox.js';

/** The services of the same name: those of other instances of this application, and its own. */
export class Peers {
  private readonly states = new Map<string, string>();

  /** Notes what has happened to services, and tells it. */
  note({ serviceReferences }: ServiceChange): string {
    for (const { serInstanceId, changeType, state } of serviceReferences)
      if (changeType === 'REMOVED') this.states.delete(serInstanceId);
      else this.states.set(serInstanceId, state);
    return serviceReferences.map(({ serName, changeType, state }) => `${serName} ${changeType}, ${state}`).join('; ');
  }

  /** Ids of the services that can be used now. */
  active(): string[] {
    return [...this.states].filter(([, state]) => state === 'ACTIVE').map(([serInstanceId]) => serInstanceId);
  }
}

import type { Library } from '../ports/library.js';
import type { World } from '../ports/world.js';
import type { Artefact } from '../types.js';
import type { Application, ApplicationFile, WorldChange } from '../world/world-items.js';
import { generationOf } from './application-state.js';

/** What is to be recorded of an application with these files: its artefacts are generated anew, and those that nobody needs any more go. */
export function regeneration(application: Application, files: readonly ApplicationFile[], world: World, library: Library): WorldChange {
  const { generated } = generationOf(application, files, library);
  const artefacts: Artefact[] = generated?.artefacts ?? [];
  const now = { ...application, pins: generated?.pins ?? application.pins, artefacts: Object.fromEntries(artefacts.map(({ type, digest }) => [type, digest])) };
  const needed = new Set([...artefacts.map(({ digest }) => digest), ...world.deployments({ applicationId: application.applicationId }).map(({ artefact }) => artefact)]);
  const before = world.artefacts(application.applicationId);
  const known = new Set(before.map(({ digest }) => digest));
  return {
    applications: { put: [now] },
    artefacts: { put: artefacts.filter(({ digest }) => !known.has(digest)), remove: before.filter(({ digest }) => !needed.has(digest)) },
  };
}

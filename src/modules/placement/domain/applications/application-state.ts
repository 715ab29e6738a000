import type { ApplicationRepresentation } from '../types.js';
import type { Library } from '../ports/library.js';
import type { World } from '../ports/world.js';
import { extractedFields } from '../requirements/extracted-fields.js';
import { type Generation, generate } from '../requirements/generation.js';
import type { Application, ApplicationFile } from '../world/world-items.js';

/** What can be generated of an application now. */
export function generationOf({ applicationId, requirements, pins }: Application, files: readonly ApplicationFile[], library: Library): Generation {
  const known = { find: (repository: string, tag: string) => library.find({ repository, tag }), get: (digest: string) => library.get(digest) };
  return generate({ applicationId, requirements, library: known, pins, files: new Map(files.map((file) => [file.fileName, file])) });
}

const isGenerated = ({ artefacts }: Application): boolean => Object.keys(artefacts).length > 0;

/** An application as the document shows it. */
export function applicationView(application: Application, world: World, library: Library): ApplicationRepresentation {
  const { pins: _pins, artefacts, removing, ...said } = application;
  const { applicationId, appName, requirements, usageAreas, userAddress, rulePriority } = said;
  return {
    applicationId,
    appName,
    requirements,
    ...(usageAreas && { usageAreas }),
    ...(userAddress !== undefined && { userAddress }),
    rulePriority,
    state: removing ? 'REMOVING' : isGenerated(application) ? 'GENERATED' : 'INCOMPLETE',
    extracted: extractedFields(requirements),
    missing: isGenerated(application) ? [] : generationOf(application, world.files(applicationId), library).missing,
    artefacts: (['DOCKER', 'K8S'] as const).flatMap((type) => (artefacts[type] === undefined ? [] : [{ type, digest: artefacts[type] }])),
  };
}

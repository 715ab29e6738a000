import { usedImages } from './image-names.js';
import { portMappings } from './port-mapping.js';
import type { ExtractedFields, RequirementInformation } from './types.js';

/** What both artefacts share, extracted of both parts; sorted (claims 2 and 5). */
export function extractedFields({ orchestration }: RequirementInformation): ExtractedFields {
  const ports = portMappings(orchestration).sort((one, other) => one.outside - other.outside || (one.protocol < other.protocol ? -1 : 1));
  return {
    images: usedImages(orchestration),
    files: [...new Set((orchestration['x-openmep-files'] ?? []).map(({ from }) => from))].sort(),
    ports: ports.map(({ outside, inside, protocol }) => `${outside}:${inside}/${protocol.toLowerCase()}`),
  };
}

import type { UeIdentity } from '../../../ran/index.js';

/** The parts of a notification that name the UE. */
export const namedUe = ({ associateId, tempUeId }: UeIdentity) => ({ associateId, ...(tempUeId && { tempUeId }) });

import type { EstablishedBearer } from '../../ran/index.js';
import type { Schemas } from './types.js';

/** The QoS of an E-RAB (MEC 012, 6.2.3). */
export const qosOf = ({ qci, qosInformation }: EstablishedBearer): Schemas['ErabQosParameters'] => ({ qci, ...(qosInformation && { qosInformation }) });

/** An S1 bearer (MEC 012, 6.2.4). */
export const s1BearerOf = ({ erabId, enbInfo, sGwInfo }: EstablishedBearer): Schemas['S1BearerInfoDetailed'] => ({ erabId, enbInfo, sGwInfo });

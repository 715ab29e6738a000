import { type EstablishedBearer, globalBaseStationId } from '../../../ran/index.js';
import { namedUe } from '../notifications/named-ue.js';
import type { Schemas } from '../types.js';
import type { AttachedUe } from './attached-ues.js';

/** That of GTP-U (3GPP TS 29.281, 4.4.2.3). */
const GTP_U_PORT = 2152;

/** A bearer as platforms tell it each other over Mp3. */
export const transferredBearer = ({ erabId, qci, enbInfo, sGwInfo }: EstablishedBearer): Schemas['TransferredBearer'] => ({ erabId, qci, enbInfo, sGwInfo });

/** Where the bearers of a UE end; an extension of this platform. */
export const bearersOfUe = ({ ue, baseStation, bearers }: AttachedUe): Schemas['BearersOfUe'] => {
  const { transportPort: port = GTP_U_PORT } = baseStation;
  const ipAddress = baseStation.transportAddress!;
  return {
    ...namedUe(ue),
    bearerInformation: {
      baseStation: globalBaseStationId(baseStation),
      ipAddress,
      port,
      dataPlane: baseStation.dataPlane ?? { ipAddress, port },
      bearers: bearers.map(transferredBearer),
    },
  };
};

import type { BaseStation } from '../types.js';

/** The Global eNB ID (3GPP TS 36.413, 9.2.1.37) or Global gNB ID (3GPP TS 38.413, 9.3.1.6) as platforms tell it each other: enb-001-01-0010a, in lower case. */
export const globalBaseStationId = ({ type, plmn: { mcc, mnc }, nodeId }: BaseStation): string => [type, mcc, mnc, nodeId].join('-').toLowerCase();

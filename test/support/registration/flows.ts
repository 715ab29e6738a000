/** Flows between the phone, gNB2 and the core with the latencies by default, line by line as trace-reader writes them; FIRST and PROTECTION are put in. */

/** From the first message of an attempt until the AMF knows what the NSSF says. */
const UNTIL_SLICES = `
0 phone: T3510 STARTED
0 phone > gNB2: RRCSetupRequest ANSWERED
10 gNB2 > phone: RRCSetup ANSWERED
20 phone > gNB2: RRCSetupComplete (REGISTRATION REQUEST) FORWARDED
30 gNB2 > FIRST: INITIAL UE MESSAGE (REGISTRATION REQUEST) ACCEPTED
30 phone > FIRST: REGISTRATION REQUEST PROTECTION ACCEPTED
35 FIRST > UDM: Nudm_UEAuthentication_Get ANSWERED
37 UDM > FIRST: Nudm_UEAuthentication_Get response ACCEPTED
39 FIRST > gNB2: DOWNLINK NAS TRANSPORT (AUTHENTICATION REQUEST) FORWARDED
39 FIRST: T3560 STARTED
44 gNB2 > phone: DLInformationTransfer (AUTHENTICATION REQUEST) FORWARDED
44 FIRST > phone: AUTHENTICATION REQUEST plain ANSWERED
54 phone > gNB2: ULInformationTransfer (AUTHENTICATION RESPONSE) FORWARDED
64 gNB2 > FIRST: UPLINK NAS TRANSPORT (AUTHENTICATION RESPONSE) ACCEPTED
64 phone > FIRST: AUTHENTICATION RESPONSE plain ACCEPTED
69 FIRST: T3560 STOPPED
69 FIRST > gNB2: DOWNLINK NAS TRANSPORT (SECURITY MODE COMMAND) FORWARDED
69 FIRST: T3560 STARTED
74 gNB2 > phone: DLInformationTransfer (SECURITY MODE COMMAND) FORWARDED
74 FIRST > phone: SECURITY MODE COMMAND integrity-new ANSWERED
84 phone > gNB2: ULInformationTransfer (SECURITY MODE COMPLETE) FORWARDED
94 gNB2 > FIRST: UPLINK NAS TRANSPORT (SECURITY MODE COMPLETE) ACCEPTED
94 phone > FIRST: SECURITY MODE COMPLETE ciphered-new ACCEPTED
99 FIRST: T3560 STOPPED
99 FIRST > UDM: Nudm_SDM_Get ANSWERED
101 UDM > FIRST: Nudm_SDM_Get response ACCEPTED
103 FIRST > NSSF: Nnssf_NSSelection_Get ANSWERED
105 NSSF > FIRST: Nnssf_NSSelection_Get response ACCEPTED`;

/** The target is not in reach. */
const UNTIL_LOST = `${UNTIL_SLICES}
107 FIRST > NRF: Nnrf_NFDiscovery ANSWERED
109 NRF > FIRST: Nnrf_NFDiscovery response ACCEPTED
111 FIRST > AMF1: Namf_Communication_N1MessageNotify LOST`;

const REJECTED = `${UNTIL_LOST}
113 FIRST > gNB2: DOWNLINK NAS TRANSPORT (REGISTRATION REJECT) FORWARDED
113 FIRST > gNB2: UE CONTEXT RELEASE COMMAND ANSWERED
118 gNB2 > phone: DLInformationTransfer (REGISTRATION REJECT) FORWARDED
118 FIRST > phone: REGISTRATION REJECT ciphered ACCEPTED
118 gNB2 > FIRST: UE CONTEXT RELEASE COMPLETE ACCEPTED
118 gNB2 > phone: RRCRelease ACCEPTED
128 phone: T3510 STOPPED`;

/** The UE tries again when the connection is released, at 128. */
const REJECTED_FOR_NOW = `${REJECTED}
128 phone: T3540 STARTED
128 phone: T3540 STOPPED`;

const ACCEPTED = `${UNTIL_SLICES}
107 FIRST > gNB2: INITIAL CONTEXT SETUP REQUEST (REGISTRATION ACCEPT) FORWARDED
107 FIRST: T3550 STARTED
112 gNB2 > FIRST: INITIAL CONTEXT SETUP RESPONSE ACCEPTED
112 gNB2 > phone: DLInformationTransfer (REGISTRATION ACCEPT) FORWARDED
112 FIRST > phone: REGISTRATION ACCEPT ciphered ACCEPTED
122 phone > gNB2: ULInformationTransfer (REGISTRATION COMPLETE) FORWARDED
122 phone: T3510 STOPPED
132 gNB2 > FIRST: UPLINK NAS TRANSPORT (REGISTRATION COMPLETE) ACCEPTED
132 phone > FIRST: REGISTRATION COMPLETE ciphered ACCEPTED
137 FIRST: T3550 STOPPED`;

/** The phone has released the connection when the fourth and fifth come. */
const ASKED_AGAIN = [6127, 12_127, 18_127, 24_127].map((at) => `
${at} AMF1: T3560 EXPIRED
${at} AMF1 > gNB2: DOWNLINK NAS TRANSPORT (AUTHENTICATION REQUEST) FORWARDED
${at} AMF1: T3560 STARTED
${at + 5} gNB2 > phone: DLInformationTransfer (AUTHENTICATION REQUEST) ${at > 15_000 ? 'IGNORED' : 'FORWARDED'}
${at + 5} AMF1 > phone: AUTHENTICATION REQUEST plain IGNORED`);

/** AMF1 cannot authenticate the phone. */
const REROUTED = `${UNTIL_LOST}
113 FIRST > gNB2: REROUTE NAS REQUEST FORWARDED
118 gNB2 > AMF1: INITIAL UE MESSAGE (REGISTRATION REQUEST) ACCEPTED
118 phone > AMF1: REGISTRATION REQUEST PROTECTION ACCEPTED
123 AMF1 > UDM: Nudm_UEAuthentication_Get ANSWERED
125 UDM > AMF1: Nudm_UEAuthentication_Get response ACCEPTED
127 AMF1 > gNB2: DOWNLINK NAS TRANSPORT (AUTHENTICATION REQUEST) FORWARDED
127 AMF1: T3560 STARTED
132 gNB2 > phone: DLInformationTransfer (AUTHENTICATION REQUEST) FORWARDED
132 AMF1 > phone: AUTHENTICATION REQUEST plain IGNORED${ASKED_AGAIN.join('')}
30127 AMF1: T3560 EXPIRED
30127 AMF1 > gNB2: UE CONTEXT RELEASE COMMAND ANSWERED
30132 gNB2 > AMF1: UE CONTEXT RELEASE COMPLETE ACCEPTED
30132 gNB2 > phone: RRCRelease IGNORED
15000 phone: T3510 EXPIRED`;

const waits = (timer: string, duration: number) => `
15000 phone: ${timer} STARTED
${15_000 + duration} phone: ${timer} EXPIRED`;

export interface Flow {
  lines: string;
  /** When it begins, in milliseconds. */
  at: number;
  first: 'AMF1' | 'AMF3';
  protection: 'plain' | 'integrity';
}

const timeOf = (line: string): number => Number.parseInt(line, 10);

function written({ lines, at, first, protection }: Flow): string[] {
  const filled = lines.replaceAll('FIRST', first).replaceAll('PROTECTION', protection).replaceAll('phone', 'UE phone');
  return filled.trim().split('\n').map((line) => line.replace(/^\d+/, (time) => String(Number(time) + at)));
}

/** The lines of all of them by time; of one time, in their order. */
const together = (...flows: Flow[]): string[] => flows.flatMap(written).sort((one, other) => timeOf(one) - timeOf(other));

/** The first attempt is without security context, and so is the one after T3502. */
export const BASELINE = together(
  { lines: REROUTED + waits('T3511', 10_000), at: 0, first: 'AMF3', protection: 'plain' },
  { lines: REROUTED + waits('T3511', 10_000), at: 25_000, first: 'AMF3', protection: 'integrity' },
  { lines: REROUTED + waits('T3511', 10_000), at: 50_000, first: 'AMF3', protection: 'integrity' },
  { lines: REROUTED + waits('T3511', 10_000), at: 75_000, first: 'AMF3', protection: 'integrity' },
  { lines: REROUTED + waits('T3502', 720_000), at: 100_000, first: 'AMF3', protection: 'integrity' },
  { lines: REROUTED, at: 835_000, first: 'AMF3', protection: 'plain' },
);

export const IDEA = together(
  { lines: REJECTED_FOR_NOW, at: 0, first: 'AMF3', protection: 'plain' },
  { lines: ACCEPTED, at: 128, first: 'AMF1', protection: 'integrity' },
);

export const WITHOUT_MODE = together(
  { lines: REJECTED_FOR_NOW, at: 0, first: 'AMF3', protection: 'plain' },
  ...[1, 2, 3, 4].map((retry) => ({ lines: REJECTED_FOR_NOW, at: retry * 128, first: 'AMF3', protection: 'integrity' }) as const),
  { lines: REJECTED, at: 5 * 128, first: 'AMF3', protection: 'integrity' },
);

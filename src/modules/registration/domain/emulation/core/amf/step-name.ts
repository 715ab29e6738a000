/** Where a registration can be, in the order of 3GPP TS 23.502, 4.2.2.2.2 and 4.2.2.2.3; the last five wait for nothing but the UE's release. */
export type StepName =
  | 'OLD AMF DISCOVERY'
  | 'CONTEXT TRANSFER'
  | 'IDENTITY'
  | 'AUTHENTICATION VECTOR'
  | 'AUTHENTICATION'
  | 'SECURITY MODE'
  | 'SUBSCRIPTION'
  | 'SLICE SELECTION'
  | 'TARGET DISCOVERY'
  | 'HANDING OVER'
  | 'ACCEPTANCE'
  | 'REGISTERED'
  | 'REJECTION'
  | 'RELEASE'
  | 'REROUTING'
  | 'HANDED OVER';

import type { components } from '../../../../generated/handover.js';

/** An entry of the table, as it is shown. */
export type AddressEntry = components['schemas']['AddressEntry'];

/** What the operator enters; the base station's digits are in lower case. */
export type OperatorAddress = Pick<AddressEntry, 'baseStation' | 'platformId'>;

import type { components } from '../../src/generated/handover.js';

type Schemas = components['schemas'];
export type AddressEntry = Schemas['AddressEntry'];

const HANDOVER = '/handover/v1';
export const ADDRESSES = `${HANDOVER}/addresses`;
export const DETECTION = `${HANDOVER}/detection`;
export const addressPath = (baseStation: string) => `${ADDRESSES}/${baseStation}`;

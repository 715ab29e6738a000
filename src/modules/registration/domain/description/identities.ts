import type { GlobalRanNodeId, Guami, Guti, PlmnId, Snssai } from '../types.js';

export const plmnText = ({ mcc, mnc }: PlmnId): string => `${mcc}-${mnc}`;

/** Slice/service type and, if there is one, slice differentiator; FFFFFF says that there is none (3GPP TS 23.003, 28.4.2). */
export const snssaiText = ({ sst, sd }: Snssai): string => (sd === undefined || sd === 'ffffff' ? `${sst}` : `${sst}-${sd}`);

/** 460-00-010041 */
export const guamiText = ({ plmnId, amfId }: Guami): string => `${plmnText(plmnId)}-${amfId}`;

export const gutiText = ({ guami, tmsi }: Guti): string => `${guamiText(guami)}-${tmsi}`;

/** PLMN, length and value of the gNB Identity: 460-00-24-000001 */
export const ranNodeText = ({ plmnId, gNbId: { bitLength, gNBValue } }: GlobalRanNodeId): string => `${plmnText(plmnId)}-${bitLength}-${gNBValue}`;

/** Bits of an NR Cell Identity, of which the first are its gNB's (3GPP TS 38.413, 9.3.1.7). */
const CELL_IDENTITY_BITS = 36;
const BITS_OF_A_DIGIT = 4;

/** Hexadecimal digits that so many bits need. */
export const digitsFor = (bits: number): number => Math.ceil(bits / BITS_OF_A_DIGIT);

/** The gNBs that a cell can be of, as `ranNodeText` writes them. @param nrCellId nine hexadecimal digits */
export function ranNodesOf(plmnId: PlmnId, nrCellId: string): string[] {
  const identity = parseInt(nrCellId, 16);
  const lengths = Array.from({ length: 11 }, (_, index) => 22 + index);
  return lengths.map((bitLength) => {
    const gNBValue = Math.floor(identity / 2 ** (CELL_IDENTITY_BITS - bitLength)).toString(16).padStart(digitsFor(bitLength), '0');
    return ranNodeText({ plmnId, gNbId: { bitLength, gNBValue } });
  });
}

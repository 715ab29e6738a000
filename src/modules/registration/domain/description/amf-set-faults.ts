import type { Fault } from '../../../common/problem/index.js';
import type { Amf, AmfSet, RegistrationNetwork } from '../types.js';
import { repetitions } from './contradictions.js';
import { plmnText, snssaiText } from './identities.js';

/** Bits of the AMF Pointer, behind the AMF Set ID (3GPP TS 23.003, 2.10.1). */
const POINTER_BITS = 6;
const SET_ID_BITS = 10;

/** An AMF set's id as that of 3GPP TS 29.531 of the set that an AMF identifier belongs to. */
function setOf(plmn: string, amfId: string): string {
  const identifier = parseInt(amfId, 16);
  const region = identifier >> (POINTER_BITS + SET_ID_BITS);
  const set = (identifier >> POINTER_BITS) % 2 ** SET_ID_BITS;
  return `${plmn}-${region.toString(16).padStart(2, '0')}-${set.toString(16).padStart(3, '0')}`;
}

/** What the AMF sets of a network contradict each other or its PLMN in. */
export function amfSetFaults({ plmnId, amfSets }: RegistrationNetwork): Fault[] {
  const plmn = plmnText(plmnId);
  return [
    ...repetitions(amfSets, ({ id }) => id, (index) => `/amfSets/${index}/id`),
    ...amfSets.flatMap(({ id }, index) => (id.startsWith(`${plmn}-`) ? [] : [{ place: `/amfSets/${index}/id`, detail: `is not of the PLMN ${plmn}` }])),
    ...overlapFaults(amfSets),
    ...amfSets.flatMap(({ id, amfs }, index) => amfFaults(plmn, id, amfs, `/amfSets/${index}/amfs`)),
  ];
}

function overlapFaults(amfSets: readonly AmfSet[]): Fault[] {
  const serving = new Map<string, string>();
  return amfSets.flatMap(({ id, snssais }, set) =>
    snssais.flatMap((snssai, index) => {
      const text = snssaiText(snssai);
      const first = serving.get(text);
      if (first !== undefined) return [{ place: `/amfSets/${set}/snssais/${index}`, detail: `is ${text}, which the AMF set ${first} serves already` }];
      serving.set(text, id);
      return [];
    }),
  );
}

const amfFaults = (plmn: string, set: string, amfs: readonly Amf[], place: string): Fault[] => [
  ...repetitions(amfs, ({ amfId }) => amfId, (index) => `${place}/${index}/amfId`),
  ...amfs.flatMap(({ amfId }, index) => {
    const its = setOf(plmn, amfId);
    return its === set ? [] : [{ place: `${place}/${index}/amfId`, detail: `is ${amfId}, which belongs to the AMF set ${its}` }];
  }),
];

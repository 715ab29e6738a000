import type { Fault } from '../../../common/problem/index.js';
import { amfSetOf, partsOfSet } from '../amf-identity.js';
import type { Amf, AmfSet, PlmnId, RegistrationNetwork } from '../types.js';
import { repetitions } from './contradictions.js';
import { plmnText, snssaiText } from './identities.js';

/** What the AMF sets of a network contradict each other or its PLMN in. */
export function amfSetFaults({ plmnId, amfSets }: RegistrationNetwork): Fault[] {
  const plmn = plmnText(plmnId);
  return [
    ...repetitions(amfSets, ({ id }) => id, (index) => `/amfSets/${index}/id`),
    ...amfSets.flatMap(({ id }, index) => (id.startsWith(`${plmn}-`) ? [] : [{ place: `/amfSets/${index}/id`, detail: `is not of the PLMN ${plmn}` }])),
    ...setIdFaults(amfSets),
    ...overlapFaults(amfSets),
    ...amfSets.flatMap(({ id, amfs }, index) => amfFaults(plmnId, id, amfs, `/amfSets/${index}/amfs`)),
  ];
}

/** Messages name a set by its AMF Set ID alone (3GPP TS 38.413, 9.3.3.12). */
function setIdFaults(amfSets: readonly AmfSet[]): Fault[] {
  const sets = new Map<string, string>();
  return amfSets.flatMap(({ id }, index) => {
    const { amfSetId } = partsOfSet(id);
    const first = sets.get(amfSetId) ?? id;
    sets.set(amfSetId, first);
    return first === id ? [] : [{ place: `/amfSets/${index}/id`, detail: `has the AMF Set ID ${amfSetId}, which is that of the AMF set ${first}` }];
  });
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

const amfFaults = (plmnId: PlmnId, set: string, amfs: readonly Amf[], place: string): Fault[] => [
  ...repetitions(amfs, ({ amfId }) => amfId, (index) => `${place}/${index}/amfId`),
  ...amfs.flatMap(({ amfId }, index) => {
    const its = amfSetOf(plmnId, amfId);
    return its === set ? [] : [{ place: `${place}/${index}/amfId`, detail: `is ${amfId}, which belongs to the AMF set ${its}` }];
  }),
];

import { contains, without } from '../../../../snssai.js';
import type { Snssai } from '../../../../types.js';
import type { RejectedSnssai } from '../../../messages/nas.js';
import type { Dialogue } from '../dialogue.js';
import type { Rejection } from '../registration.js';

/** No network slices available (3GPP TS 24.501, 9.11.3.2). */
const NO_SLICES = 62;
const NOT_IN_PLMN = 0;
const NOT_IN_REGISTRATION_AREA = 1;

const because = (cause: RejectedSnssai['cause'], snssais: readonly Snssai[]): RejectedSnssai[] => snssais.map((snssai) => ({ ...snssai, cause }));

const orAbsent = <Name extends string, Element>(name: Name, list: Element[]): Partial<Record<Name, Element[]>> =>
  (list.length ? { [name]: list } : {}) as Partial<Record<Name, Element[]>>;

/** What the UE has requested and does not get, with the causes of the NSSF. */
export function rejectedNssai({ registration }: Dialogue, except: readonly Snssai[] = []): { 'Rejected NSSAI'?: RejectedSnssai[] } {
  const { rejectedNssaiInPlmn = [], rejectedNssaiInTa = [] } = registration.slices ?? {};
  const list = [...because(NOT_IN_PLMN, without(rejectedNssaiInPlmn, except)), ...because(NOT_IN_REGISTRATION_AREA, without(rejectedNssaiInTa, except))];
  return orAbsent('Rejected NSSAI', list);
}

/** All that was requested, or else what would have counted, is rejected. */
export function withoutHints({ registration }: Dialogue): Rejection {
  const { singleNssais = [], defaultSingleNssais = [] } = registration.subscription ?? {};
  const requested = registration.request['Requested NSSAI'] ?? [];
  const wanted = requested.length ? requested : defaultSingleNssais;
  const list = wanted.map((snssai): RejectedSnssai => ({ ...snssai, cause: contains(singleNssais, snssai) ? NOT_IN_REGISTRATION_AREA : NOT_IN_PLMN }));
  return { elements: { '5GMM cause': NO_SLICES, ...orAbsent('Rejected NSSAI', list) } };
}

/** Says what the UE can request, and that it shall tell the gNB; both are extensions of the standard. */
export function withHints(ue: Dialogue, configuredNssai: readonly Snssai[] = []): Rejection {
  const { rejectConfiguredNssai, rejectInclusionMode } = ue.settings;
  const configured = rejectConfiguredNssai ? [...configuredNssai] : [];
  if (!configured.length && rejectInclusionMode === 'NONE') return withoutHints(ue);
  const mode = rejectInclusionMode === 'NONE' ? {} : { 'NSSAI inclusion mode': rejectInclusionMode };
  return { elements: { '5GMM cause': NO_SLICES, ...rejectedNssai(ue, configured), ...orAbsent('Configured NSSAI', configured), ...mode } };
}

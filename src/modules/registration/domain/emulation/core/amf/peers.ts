import type { Verdict } from '../../machine.js';
import type { SbiElements, UeContext } from '../../messages/sbi.js';
import type { UeContexts, UeKeys } from './ue-contexts.js';

type Answered<Name extends keyof SbiElements> = Verdict & { elements: SbiElements[Name] };

const CONTEXT_NOT_FOUND = { status: 404, cause: 'CONTEXT_NOT_FOUND' } as const;
const unknown = { elements: CONTEXT_NOT_FOUND, disposition: 'ANSWERED', reason: 'No UE here has this 5G-GUTI.' } as const;

export const ueContextOf = ({ supi, ngKsi, key }: UeKeys): UeContext => ({
  supi,
  seafData: { ngKsi: { tsc: 'NATIVE', ksi: ngKsi }, keyAmf: { keyType: 'KAMF', keyVal: key } },
});

export const keysOf = ({ supi, seafData: { ngKsi, keyAmf } }: UeContext): UeKeys => ({ supi, ngKsi: ngKsi.ksi, key: keyAmf.keyVal });

/** Another AMF wants to go on with the UE: it gets the context, which stays here until that AMF says that the UE is registered with it. */
export function contextFor(contexts: UeContexts, { guti }: SbiElements['Namf_Communication_UEContextTransfer']): Answered<'Namf_Communication_UEContextTransfer response'> {
  const known = contexts.withGuti(guti);
  if (!known) return unknown;
  return { elements: { status: 200, ueContext: ueContextOf(known) }, disposition: 'ANSWERED', reason: `The 5G-GUTI is that of ${known.supi}.` };
}

/** Another AMF says how the registration has ended for which it got the context. */
export function statusOf(
  contexts: UeContexts,
  { guti, transferStatus }: SbiElements['Namf_Communication_RegistrationStatusUpdate'],
): Answered<'Namf_Communication_RegistrationStatusUpdate response'> {
  const known = contexts.withGuti(guti);
  if (!known) return unknown;
  const gone = transferStatus === 'TRANSFERRED';
  if (gone) contexts.forget(known.supi);
  const reason = gone ? `${known.supi} is registered elsewhere: it is forgotten.` : `${known.supi} is not registered there: its context stays.`;
  return { elements: { status: 200 }, disposition: 'ANSWERED', reason };
}

import type { Dialogue } from '../dialogue.js';
import type { LastStep, Step } from '../step.js';
import { rejectedNssai } from './reject.js';
import { allowedNssai } from './select.js';

const NORMAL_RELEASE = 'normal-release';

export const acceptance: Step<'REGISTRATION COMPLETE'> = {
  enter: (ue) => {
    const { supi, security, slices } = ue.registration;
    ue.tellOldAmf('TRANSFERRED');
    const { guti } = ue.contexts.assign({ supi: supi!, ...security! });
    const allowed = allowedNssai(ue);
    const configured = slices!.configuredNssai.length ? { 'Configured NSSAI': slices!.configuredNssai } : {};
    const nas = ue.secured('REGISTRATION ACCEPT', { '5G-GUTI': guti, 'Allowed NSSAI': allowed, ...configured, ...rejectedNssai(ue) });
    ue.toGnb('INITIAL CONTEXT SETUP REQUEST', { ...ue.ids, GUAMI: guti.guami, 'Allowed NSSAI': allowed }, nas);
    ue.repeat('T3550', nas);
  },
  answer: 'REGISTRATION COMPLETE',
  take: ({ registration }, { key }) => {
    if (key !== registration.security!.key) return { ignored: 'It is not protected with the keys that were agreed on.' };
    return { reason: 'The UE has its 5G-GUTI: it is registered.', next: 'REGISTERED' };
  },
};

export const registered: LastStep = {
  enter: (ue) => {
    ue.contexts.confirm(ue.registration.supi!);
    delete ue.association.registration;
  },
};

function releaseUe(ue: Dialogue, cause: string): void {
  ue.tellOldAmf('NOT_TRANSFERRED');
  ue.toGnb('UE CONTEXT RELEASE COMMAND', { ...ue.ids, Cause: cause });
  delete ue.association.registration;
}

export const rejection: LastStep = {
  enter: (ue) => {
    const { rejection: rejected, security } = ue.registration;
    const { elements, plain } = rejected!;
    ue.toUe(security && !plain ? ue.secured('REGISTRATION REJECT', elements) : ue.plain('REGISTRATION REJECT', elements));
    ue.forgetUe();
    releaseUe(ue, NORMAL_RELEASE);
  },
};

/** Without a word to the UE. */
export const release: LastStep = {
  enter: (ue) => releaseUe(ue, ue.registration.releaseCause ?? NORMAL_RELEASE),
};

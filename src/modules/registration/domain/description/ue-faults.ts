import type { Fault } from '../../../common/problem/index.js';
import type { Guti, RegistrationNetwork, RegistrationUe } from '../types.js';
import { guamiText } from './identities.js';
import { snssaiFaults } from './network-faults.js';

/** What UEs can name of a network. */
export class NamedByUes {
  private readonly guamis: ReadonlySet<string>;
  private readonly amfs: ReadonlySet<string>;

  constructor({ plmnId, amfSets }: RegistrationNetwork) {
    const amfs = amfSets.flatMap((set) => set.amfs);
    this.guamis = new Set(amfs.map(({ amfId }) => guamiText({ plmnId, amfId })));
    this.amfs = new Set(amfs.map(({ id }) => id));
  }

  /** What a UE names that the network does not have. */
  faults({ guti, securityContext }: Pick<RegistrationUe, 'guti' | 'securityContext'>): Fault[] {
    return [...this.gutiFaults(guti), ...this.contextFaults(securityContext)];
  }

  private gutiFaults(guti: Guti | undefined): Fault[] {
    if (!guti || this.guamis.has(guamiText(guti.guami))) return [];
    return [{ place: '/guti/guami', detail: `is ${guamiText(guti.guami)}, which no AMF of the network has` }];
  }

  private contextFaults(context: RegistrationUe['securityContext']): Fault[] {
    return !context || this.amfs.has(context.amf) ? [] : [{ place: '/securityContext/amf', detail: `is ${context.amf}, which is no AMF of the network` }];
  }
}

/** What a UE repeats. */
export const repeatedSnssais = ({ allowedNssai, configuredNssai, requestedNssai }: RegistrationUe): Fault[] =>
  Object.entries({ allowedNssai, configuredNssai, requestedNssai }).flatMap(([name, snssais]) => snssaiFaults(snssais, `/${name}`));

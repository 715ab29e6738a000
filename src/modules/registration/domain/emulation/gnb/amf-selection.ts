import { areOfOneSet, byPreference, partsOfSet } from '../../amf-identity.js';
import { containsAll } from '../../snssai.js';
import type { Snssai } from '../../types.js';

/** What a gNB has learnt of an AMF in NG SETUP (3GPP TS 38.413, 9.2.6). */
export interface ConnectedAmf {
  name: string;
  /** AMF identifier of its GUAMI. */
  amfId: string;
  /** Id of its AMF set. */
  set: string;
  snssais: readonly Snssai[];
  /** Relative AMF Capacity. */
  capacity: number;
}

interface Selection {
  amf: ConnectedAmf;
  /** Why this one, in a sentence. */
  reason: string;
}

/** How a gNB chooses an AMF for a UE (3GPP TS 23.501, 6.3.5). Of a set, that with the greatest capacity, of equals that with the smallest amfId. */
export class AmfSelection {
  private readonly amfs: readonly ConnectedAmf[];

  /**
   * @param connected those that run
   * @param defaultAmf name of the AMF that it takes where nothing says another
   * @param defaultSet id of the set of that AMF, of which it takes another if it does not run, before any other
   */
  constructor(
    connected: readonly ConnectedAmf[],
    private readonly defaultAmf: string,
    private readonly defaultSet: string,
  ) {
    this.amfs = [...connected].sort(byPreference);
  }

  /** @param amfSetId AMF Set ID: three hexadecimal digits, without PLMN and AMF Region ID */
  withSetId(amfSetId: string): ConnectedAmf | undefined {
    return this.amfs.find(({ set }) => partsOfSet(set).amfSetId === amfSetId);
  }

  /** @param amfId AMF identifier of the GUAMI that the UE has given. @param nssai s-NSSAI-List that it has given */
  select(amfId: string | undefined, nssai: readonly Snssai[]): Selection | undefined {
    return (amfId === undefined ? undefined : this.byGuami(amfId)) ?? this.byNssai(nssai) ?? this.byDefault();
  }

  private byGuami(amfId: string): Selection | undefined {
    const ofSet = this.amfs.filter((each) => areOfOneSet(each.amfId, amfId));
    const named = ofSet.find((each) => each.amfId.toLowerCase() === amfId.toLowerCase());
    if (named) return { amf: named, reason: `${named.name} has the GUAMI that the UE gives.` };
    const [equivalent] = ofSet;
    return equivalent && { amf: equivalent, reason: `The AMF of the GUAMI that the UE gives does not run: ${equivalent.name} is of its set.` };
  }

  private byNssai(nssai: readonly Snssai[]): Selection | undefined {
    const amf = nssai.length ? this.amfs.find(({ snssais }) => containsAll(snssais, nssai)) : undefined;
    return amf && { amf, reason: `${amf.name} of AMF set ${amf.set} supports every S-NSSAI of the s-NSSAI-List.` };
  }

  private byDefault(): Selection | undefined {
    const named = this.amfs.find(({ name }) => name === this.defaultAmf);
    if (named) return { amf: named, reason: `Nothing that the UE gives says which AMF to select: ${named.name} is the default AMF.` };
    const nothing = `Nothing that the UE gives says which AMF to select, and the default AMF ${this.defaultAmf} does not run`;
    const equivalent = this.amfs.find(({ set }) => set === this.defaultSet);
    if (equivalent) return { amf: equivalent, reason: `${nothing}: ${equivalent.name} is of its set.` };
    const [any] = this.amfs;
    return any && { amf: any, reason: `${nothing}, nor does another of its set: ${any.name} is another AMF that runs.` };
  }
}

import { unique, without } from '../../snssai.js';
import type { NssaiInclusionMode, RegistrationUe, Snssai } from '../../types.js';
import type { NasElements } from '../messages/nas.js';

/** In a Requested NSSAI (3GPP TS 24.501, 9.11.3.37). */
const MOST_REQUESTED = 8;

type Stored = Pick<RegistrationUe, 'allowedNssai' | 'configuredNssai' | 'requestedNssai' | 'nssaiInclusionMode'>;

/** What the UE has stored about slices (3GPP TS 24.501, 4.6.2.2 and 4.6.2.3). */
export class SliceMemory {
  private allowed: Snssai[];
  private configured: Snssai[];
  /** What it asks for until the network has said something new. */
  private wish: Snssai[] | undefined;
  private rejected: Snssai[] = [];
  private mode: NssaiInclusionMode | undefined;
  private modeIsFromNetwork = false;
  private rejectHasConfigured = false;

  constructor({ allowedNssai = [], configuredNssai = [], requestedNssai, nssaiInclusionMode }: Stored) {
    this.allowed = allowedNssai;
    this.configured = configuredNssai;
    this.wish = requestedNssai;
    this.mode = nssaiInclusionMode;
  }

  /** A reject has given it other slices: who has served it before matters no more, so the gNB shall not be told that (as in 3GPP TS 23.502, 4.2.4.2). */
  get leadElsewhere(): boolean {
    return this.rejectHasConfigured;
  }

  /** Requested NSSAI (3GPP TS 24.501, 5.5.1.2.2). */
  toRequest(): Snssai[] {
    const known = this.allowed.length ? this.allowed : this.configured;
    return without(this.wish ?? known, this.rejected).slice(0, MOST_REQUESTED);
  }

  /** s-NSSAI-List for the gNB: all or nothing (3GPP TS 24.501, table 4.6.2.3.1); without a stored mode as mode D. */
  toTellGnb(givesNssai: boolean): Snssai[] {
    const tells = this.mode !== undefined && this.mode !== 'D' && (givesNssai || this.modeIsFromNetwork);
    return tells ? this.toRequest() : [];
  }

  /** Its Rejected NSSAI is not kept, since a UE that is registered requests nothing more here. */
  takeFromAccept(elements: NasElements['REGISTRATION ACCEPT']): void {
    this.configure(elements['Configured NSSAI'] ?? []);
    this.wish = undefined;
    this.allowed = elements['Allowed NSSAI'];
    this.include(elements['NSSAI inclusion mode']);
  }

  /** @param readsExtensions Configured NSSAI and NSSAI inclusion mode, which the standard does not have in a reject */
  takeFromReject(elements: NasElements['REGISTRATION REJECT'], readsExtensions: boolean): void {
    if (readsExtensions) {
      this.rejectHasConfigured = this.configure(elements['Configured NSSAI'] ?? []) || this.rejectHasConfigured;
      this.include(elements['NSSAI inclusion mode']);
    }
    this.reject(elements['Rejected NSSAI'] ?? []);
  }

  stored(): Stored {
    const { allowed, configured, wish, mode } = this;
    return {
      ...{ allowedNssai: allowed, configuredNssai: configured },
      ...(wish && { requestedNssai: wish }),
      ...(mode && { nssaiInclusionMode: mode }),
    };
  }

  /** A new Configured NSSAI makes all others obsolete. Answers whether there is one. */
  private configure(configured: Snssai[]): boolean {
    if (!configured.length) return false;
    this.configured = configured;
    this.allowed = [];
    this.rejected = [];
    this.wish = undefined;
    return true;
  }

  private include(mode: NssaiInclusionMode | undefined): void {
    if (mode === undefined) return;
    this.mode = mode;
    this.modeIsFromNetwork = true;
  }

  private reject(rejected: readonly Snssai[]): void {
    if (!rejected.length) return;
    this.rejected = unique([...this.rejected, ...rejected]);
    this.allowed = without(this.allowed, rejected);
    if (this.wish && !without(this.wish, this.rejected).length) this.wish = undefined;
  }
}

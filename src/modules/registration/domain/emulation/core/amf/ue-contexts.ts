import type { Guami, Guti } from '../../../types.js';
import type { KeyName } from '../../messages/nas.js';

/** Whose keys they are. */
export interface UeKeys {
  supi: string;
  ngKsi: number;
  key: KeyName;
}

/** A UE that is, or was, registered with this AMF. */
export interface KnownUe extends UeKeys {
  guti: Guti;
}

/** A 5G-GUTI that was assigned counts together with the one before until the UE confirms it (3GPP TS 24.501, 5.5.1.2.8). */
interface Gutis {
  confirmed?: KnownUe;
  assigned?: KnownUe;
}

const TMSI_RANGE = 2 ** 32;
/** Odd, so that every 5G-TMSI comes up before one comes up again. */
const STRIDE = 0x61c88647;

/** The UEs that an AMF knows. */
export class UeContexts {
  private readonly bySupi = new Map<string, Gutis>();
  private readonly byTmsi = new Map<string, KnownUe>();

  constructor(
    private readonly guami: Guami,
    known: readonly KnownUe[],
  ) {
    for (const confirmed of known) {
      this.bySupi.set(confirmed.supi, { confirmed });
      this.byTmsi.set(confirmed.guti.tmsi.toLowerCase(), confirmed);
    }
  }

  withGuti({ guami, tmsi }: Guti): KnownUe | undefined {
    return this.isOwn(guami) ? this.byTmsi.get(tmsi.toLowerCase()) : undefined;
  }

  /** Whether it has these keys of the UE, confirmed or not. */
  has(supi: string, key: KeyName): boolean {
    const { confirmed, assigned } = this.bySupi.get(supi) ?? {};
    return confirmed?.key === key || assigned?.key === key;
  }

  isOwn({ plmnId, amfId }: Guami): boolean {
    const { guami } = this;
    return amfId.toLowerCase() === guami.amfId.toLowerCase() && plmnId.mcc === guami.plmnId.mcc && plmnId.mnc === guami.plmnId.mnc;
  }

  /** Gives the UE a new 5G-GUTI. */
  assign(context: UeKeys): KnownUe {
    const tmsi = this.freeTmsi(context.supi);
    const { confirmed, assigned: unused } = this.bySupi.get(context.supi) ?? {};
    if (unused) this.byTmsi.delete(unused.guti.tmsi.toLowerCase());
    const assigned = { ...context, guti: { guami: this.guami, tmsi } };
    this.byTmsi.set(tmsi, assigned);
    this.bySupi.set(context.supi, { assigned, ...(confirmed && { confirmed }) });
    return assigned;
  }

  /** The UE uses the 5G-GUTI that it was given last. */
  confirm(supi: string): void {
    const { confirmed: former, assigned } = this.bySupi.get(supi) ?? {};
    if (!assigned) return;
    if (former) this.byTmsi.delete(former.guti.tmsi.toLowerCase());
    this.bySupi.set(supi, { confirmed: assigned });
  }

  forget(supi: string): void {
    const { confirmed, assigned } = this.bySupi.get(supi) ?? {};
    for (const known of [confirmed, assigned]) if (known) this.byTmsi.delete(known.guti.tmsi.toLowerCase());
    this.bySupi.delete(supi);
  }

  /** Taken from the IMSI, so that separate emulations of one network do not give the same to two UEs; another one if it is in use. */
  private freeTmsi(supi: string): string {
    let tmsi = Number(supi.replace(/\D/g, '')) % TMSI_RANGE;
    const text = () => tmsi.toString(16).padStart(8, '0');
    while (this.byTmsi.has(text())) tmsi = (tmsi + STRIDE) % TMSI_RANGE;
    return text();
  }
}

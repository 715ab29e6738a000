import type { RunSettings } from '../types.js';
import { Machine, type Beginning, type Receipt, type Surroundings } from './machine.js';
import type { NasMessage } from './messages/nas.js';

/** Pretends to be the gNB of some UEs, and rejects them; it has no keys. */
export class Attacker extends Machine implements Beginning {
  private readonly reject: NasMessage;

  constructor(
    { cause = 62, configuredNssai, nssaiInclusionMode }: NonNullable<RunSettings['forgedReject']>,
    /** Names of the UEs. */
    private readonly victims: readonly string[],
  ) {
    super('attacker');
    const extensions = { ...(configuredNssai && { 'Configured NSSAI': configuredNssai }), ...(nssaiInclusionMode && { 'NSSAI inclusion mode': nssaiInclusionMode }) };
    this.reject = { name: 'REGISTRATION REJECT', elements: { '5GMM cause': cause, ...extensions }, sender: this.name, protection: 'PLAIN' };
  }

  /** Without the number of an RRC connection it goes to the one that the UE has. */
  begin(surroundings: Surroundings): void {
    for (const receiver of this.victims) surroundings.send({ layer: 'rrc', name: 'DLInformationTransfer', elements: {}, receiver, nas: this.reject });
  }

  override receive(): Receipt {
    return { disposition: 'IGNORED', reason: 'It only sends.' };
  }
}

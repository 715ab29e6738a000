import type { Surroundings, TimerName } from '../../machine.js';
import type { NgapDraft, SbiDraft } from '../../messages/message.js';
import type { NasElements, NasMessage, NasName } from '../../messages/nas.js';
import type { NgapElements } from '../../messages/ngap.js';
import type { NasProtection, PlmnId, RunSettings, Snssai } from '../../../types.js';
import type { Association, Registration, Repeated } from './registration.js';
import type { UeContexts } from './ue-contexts.js';

/** What an AMF knows when the emulation begins. */
export interface AmfDescription {
  id: string;
  /** Id of its AMF set. */
  set: string;
  plmnId: PlmnId;
  snssais: readonly Snssai[];
}

export type AmfSettings = Pick<RunSettings, 'rejectBy' | 'rejectConfiguredNssai' | 'rejectInclusionMode' | 'reroute'>;

/** T3550, T3560 and T3570 in milliseconds (3GPP TS 24.501, table 10.2.2). */
const ANSWER_TIME = 6000;

const PREFIX = 'AMF-UE-NGAP-ID ';
/** The AMF-UE-NGAP-ID of the UE that a timer is for. */
export const amfUeNgapIdOf = ({ of }: TimerName): number => Number(of?.slice(PREFIX.length));

type WithoutWay<Draft> = Draft extends SbiDraft ? Omit<Draft, 'layer' | 'channel'> : never;

/** What the AMF can do for one UE during one event. */
export class Dialogue {
  constructor(
    readonly amf: AmfDescription,
    readonly settings: AmfSettings,
    readonly contexts: UeContexts,
    readonly association: Association,
    private readonly surroundings: Surroundings,
    /** Ends the association at this AMF. */
    readonly leave: () => void,
  ) {}

  /** Only while it goes on. */
  get registration(): Registration {
    return this.association.registration!;
  }

  get ids(): NgapElements['DOWNLINK NAS TRANSPORT'] {
    return { 'RAN-UE-NGAP-ID': this.association.ranUeNgapId, 'AMF-UE-NGAP-ID': this.association.amfUeNgapId };
  }

  ask(request: WithoutWay<SbiDraft>): void {
    this.surroundings.send({ layer: 'sbi', ...request, channel: this.association.amfUeNgapId });
  }

  toGnb<Name extends keyof NgapElements>(name: Name, elements: NgapElements[Name], nas?: NasMessage): void {
    this.surroundings.send({ layer: 'ngap', name, elements, receiver: this.association.gnb, ...(nas && { nas }) } as NgapDraft);
  }

  toUe(nas: NasMessage): void {
    this.toGnb('DOWNLINK NAS TRANSPORT', this.ids, nas);
  }

  plain<Name extends NasName>(name: Name, elements: NasElements[Name]): NasMessage {
    return { name, elements, sender: this.amf.id, protection: 'PLAIN' } as NasMessage;
  }

  /** With the security context of the registration. */
  secured<Name extends NasName>(name: Name, elements: NasElements[Name], protection: NasProtection = 'INTEGRITY_PROTECTED_AND_CIPHERED'): NasMessage {
    return { name, elements, sender: this.amf.id, protection, key: this.registration.security!.key } as NasMessage;
  }

  /** To be sent again until it is answered. */
  repeat(timer: Repeated['timer'], nas: NasMessage): void {
    this.registration.repeated = { timer, nas, expiries: 0 };
    this.startTimer(timer);
  }

  startTimer(name: string): void {
    this.surroundings.start({ name, of: `${PREFIX}${this.association.amfUeNgapId}` }, ANSWER_TIME);
  }

  stopTimer(name: string): void {
    this.surroundings.stop({ name, of: `${PREFIX}${this.association.amfUeNgapId}` });
  }

  /** Tells the AMF that has handed on the context of the UE, if there is one, how the registration ends (3GPP TS 29.518, 5.2.2.2.2). */
  tellOldAmf(transferStatus: 'TRANSFERRED' | 'NOT_TRANSFERRED'): void {
    const { oldAmf } = this.registration;
    if (!oldAmf) return;
    delete this.registration.oldAmf;
    this.ask({ name: 'Namf_Communication_RegistrationStatusUpdate', elements: { guti: oldAmf.guti, transferStatus }, receiver: oldAmf.amf });
  }

  /** Forgets a UE whose identity is proven. */
  forgetUe(): void {
    const { supi, security } = this.registration;
    if (supi !== undefined && security) this.contexts.forget(supi);
  }
}


import { Machine, type Receipt, type Surroundings, type TimerName, type Verdict } from '../machine.js';
import type { Message, NgapMessage, SbiDraft, SbiMessage } from '../messages/message.js';
import type { KeyName } from '../messages/nas.js';
import type { SbiElements } from '../messages/sbi.js';
import { amfUeNgapIdOf, Dialogue, type AmfDescription, type AmfSettings } from './amf/dialogue.js';
import { contextFor, keysOf, statusOf } from './amf/peers.js';
import { goOn, take, takeExpiry, takeUndelivered } from './amf/procedure.js';
import type { Association, Registration } from './amf/registration.js';
import { begin, registrationOf, type InitialMessage } from './amf/steps/begin.js';
import { UeContexts, type KnownUe } from './amf/ue-contexts.js';
import { exchangeOf } from './answering.js';

const NO_SUCH_UE: Verdict = { disposition: 'REJECTED', reason: 'This AMF has no UE with these ids.' };
const TAKES_OUT = 'The NAS message is taken out.';

type Handover = SbiElements['Namf_Communication_N1MessageNotify'];

/** Registers UEs, or sees to it that another AMF does (3GPP TS 23.502, 4.2.2.2). */
export class Amf extends Machine {
  private readonly contexts: UeContexts;
  private readonly associations = new Map<number, Association>();
  private lastId = 0;

  /** @param known the UEs whose context it has */
  constructor(
    private readonly description: AmfDescription & { amfId: string },
    private readonly settings: AmfSettings,
    known: readonly KnownUe[] = [],
  ) {
    super(description.id);
    const { plmnId, amfId } = description;
    this.contexts = new UeContexts({ plmnId, amfId }, known);
  }

  /** Whether it has the security context of the UE with this key. */
  holds(supi: string, key: KeyName): boolean {
    return this.contexts.has(supi, key);
  }

  override receive(message: Message, surroundings: Surroundings): Receipt {
    if (message.layer === 'ngap') return this.receiveNgap(message, surroundings);
    if (message.layer === 'sbi') return this.receiveSbi(message, surroundings);
    return { disposition: 'REJECTED', reason: 'An AMF knows no RRC.' };
  }

  override expire(timer: TimerName, surroundings: Surroundings): void {
    const association = this.associations.get(amfUeNgapIdOf(timer));
    if (association?.registration) takeExpiry(this.dialogue(association, surroundings));
  }

  override undelivered(message: Message, surroundings: Surroundings): void {
    const association = this.associations.get(message.channel ?? 0);
    if (association) takeUndelivered(this.dialogue(association, surroundings));
  }

  private receiveNgap(message: NgapMessage, surroundings: Surroundings): Receipt {
    if (message.name === 'INITIAL UE MESSAGE') return this.begin(message, surroundings);
    const association = 'AMF-UE-NGAP-ID' in message.elements ? this.associations.get(message.elements['AMF-UE-NGAP-ID']) : undefined;
    if (association?.gnb !== message.sender) return { ...NO_SUCH_UE, ...(message.nas && { nas: NO_SUCH_UE }) };
    switch (message.name) {
      case 'UPLINK NAS TRANSPORT':
        return { disposition: 'ACCEPTED', reason: TAKES_OUT, nas: take(this.dialogue(association, surroundings), message.nas!) };
      case 'INITIAL CONTEXT SETUP RESPONSE':
        return { disposition: 'ACCEPTED', reason: 'The gNB has a context of the UE.' };
      case 'UE CONTEXT RELEASE COMPLETE':
        this.associations.delete(association.amfUeNgapId);
        return { disposition: 'ACCEPTED', reason: 'The UE is released.' };
      default:
        return { disposition: 'REJECTED', reason: `An AMF has no use for ${message.name}.` };
    }
  }

  private begin(message: InitialMessage, surroundings: Surroundings): Receipt {
    const { nas, elements, sender } = message;
    if (nas?.name !== 'REGISTRATION REQUEST') return { disposition: 'REJECTED', reason: 'Only registrations are emulated.' };
    const ue = this.dialogue(this.associate(sender, elements['RAN-UE-NGAP-ID'], registrationOf(message, nas)), surroundings);
    const { reason, next } = begin(ue, nas);
    goOn(ue, next);
    return { disposition: 'ACCEPTED', reason: TAKES_OUT, nas: { disposition: 'ACCEPTED', reason } };
  }

  private receiveSbi(message: SbiMessage, surroundings: Surroundings): Receipt {
    const answer = (name: SbiDraft['name'], { elements, ...verdict }: Verdict & { elements: unknown }): Receipt => {
      surroundings.send({ layer: 'sbi', name, elements, receiver: message.sender, ...exchangeOf(message) } as SbiDraft);
      return verdict;
    };
    switch (message.name) {
      case 'Namf_Communication_UEContextTransfer':
        return answer('Namf_Communication_UEContextTransfer response', contextFor(this.contexts, message.elements));
      case 'Namf_Communication_RegistrationStatusUpdate':
        return answer('Namf_Communication_RegistrationStatusUpdate response', statusOf(this.contexts, message.elements));
      case 'Namf_Communication_N1MessageNotify': {
        const receipt = answer('Namf_Communication_N1MessageNotify response', {
          ...{ elements: { status: 204 }, disposition: 'ANSWERED', reason: 'The registration goes on here, with the keys that came with it.' },
        });
        this.takeOver(message.elements, surroundings);
        return receipt;
      }
      case 'Namf_Communication_RegistrationStatusUpdate response':
        return { disposition: 'ACCEPTED', reason: 'The former AMF knows how the registration ends.' };
      default:
        return this.takeAnswer(message, surroundings);
    }
  }

  /** Of another AMF of the same network, to which the UE has proven who it is. */
  private takeOver({ registrationRequest, registrationContextContainer }: Handover, surroundings: Surroundings): void {
    const { ueContext, anN2ApId, ranNodeId, userLocation } = registrationContextContainer;
    const { supi, ...security } = keysOf(ueContext);
    const { tac } = userLocation.nrLocation.tai;
    const registration: Registration = { step: 'SUBSCRIPTION', tac, request: registrationRequest, handedOver: true, supi, identified: true, security };
    goOn(this.dialogue(this.associate(ranNodeId, anN2ApId, registration), surroundings), 'SUBSCRIPTION');
  }

  private takeAnswer(message: SbiMessage, surroundings: Surroundings): Receipt {
    const association = this.associations.get(message.channel ?? 0);
    if (!association) return { disposition: 'IGNORED', reason: 'The UE that it is for is gone.' };
    return take(this.dialogue(association, surroundings), message);
  }

  private associate(gnb: string, ranUeNgapId: number, registration: Registration): Association {
    const association = { amfUeNgapId: ++this.lastId, ranUeNgapId, gnb, registration };
    this.associations.set(association.amfUeNgapId, association);
    return association;
  }

  private dialogue(association: Association, surroundings: Surroundings): Dialogue {
    const leave = () => this.associations.delete(association.amfUeNgapId);
    return new Dialogue(this.description, this.settings, this.contexts, association, surroundings, leave);
  }
}

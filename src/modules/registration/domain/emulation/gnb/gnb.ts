import type { RegistrationGnb } from '../../types.js';
import { Machine, type Receipt, type Surroundings } from '../machine.js';
import type { Message, NgapMessage, RrcMessage } from '../messages/message.js';
import { answered, forwarded, rejected } from '../verdicts.js';
import { AmfSelection, type ConnectedAmf } from './amf-selection.js';
import { UeContexts, type UeContext } from './ue-contexts.js';

type Named<M extends Message, Name extends Message['name']> = Extract<M, { name: Name }>;
type Downlink = Named<NgapMessage, 'DOWNLINK NAS TRANSPORT' | 'INITIAL CONTEXT SETUP REQUEST' | 'UE CONTEXT RELEASE COMMAND' | 'REROUTE NAS REQUEST'>;

/** Between UEs and AMFs: selects the AMF, and passes NAS messages on (3GPP TS 38.331, TS 38.413). */
export class Gnb extends Machine {
  private readonly selection: AmfSelection;
  private readonly ues = new UeContexts();

  /**
   * @param amfs those that run
   * @param defaultSet id of the AMF set of its default AMF
   */
  constructor(
    private readonly description: RegistrationGnb,
    amfs: readonly ConnectedAmf[],
    defaultSet: string,
  ) {
    super(description.id);
    this.selection = new AmfSelection(amfs, description.defaultAmf, defaultSet);
  }

  override receive(message: Message, surroundings: Surroundings): Receipt {
    if (message.layer === 'rrc') return this.receiveFromUe(message, surroundings);
    if (message.layer === 'ngap') return this.receiveFromAmf(message as Downlink, surroundings);
    throw new Error(`A gNB has no service ${message.name}.`);
  }

  private receiveFromUe(message: RrcMessage, surroundings: Surroundings): Receipt {
    const { sender, channel = 0 } = message;
    if (message.name === 'RRCSetupRequest') {
      this.ues.open(sender, channel);
      surroundings.send({ layer: 'rrc', name: 'RRCSetup', elements: {}, receiver: sender, channel });
      return answered('The gNB admits the UE.');
    }
    const context = this.ues.ofConnection(sender, channel);
    if (!context) return rejected('The UE has no such RRC connection.');
    if (message.name === 'RRCSetupComplete') return this.selectAmf(message, context, surroundings);
    if (message.name === 'ULInformationTransfer') return this.passUp(message, context, surroundings);
    throw new Error(`${message.name} is no message to a gNB.`);
  }

  private selectAmf({ elements, nas }: Named<RrcMessage, 'RRCSetupComplete'>, context: UeContext, surroundings: Surroundings): Receipt {
    const stmsi = elements['ng-5G-S-TMSI-Value'];
    const amfId = stmsi?.guami.amfId ?? elements.registeredAMF?.amfIdentifier;
    const selected = this.selection.select(amfId, elements['s-NSSAI-List'] ?? []);
    if (!selected) {
      this.release(context, surroundings);
      return rejected('No AMF runs: the gNB releases the connection.');
    }
    const { name } = selected.amf;
    const { id, tac } = this.description;
    context.amf = name;
    surroundings.send({
      ...{ layer: 'ngap', name: 'INITIAL UE MESSAGE', receiver: name, ...(nas && { nas }) },
      elements: {
        ...{ 'RAN-UE-NGAP-ID': context.id, 'User Location Information': { tac, gnb: id }, 'RRC Establishment Cause': 'mo-Signalling' },
        ...(stmsi && { '5G-S-TMSI': stmsi }),
      },
    });
    return forwarded(selected.reason);
  }

  private passUp({ nas }: Named<RrcMessage, 'ULInformationTransfer'>, { id, amf, idAtAmf }: UeContext, surroundings: Surroundings): Receipt {
    if (amf === undefined || idAtAmf === undefined) return rejected('No AMF has answered for this UE yet.');
    surroundings.send({
      ...{ layer: 'ngap', name: 'UPLINK NAS TRANSPORT', receiver: amf, ...(nas && { nas }) },
      elements: { 'RAN-UE-NGAP-ID': id, 'AMF-UE-NGAP-ID': idAtAmf },
    });
    return forwarded(`${amf} serves the UE.`);
  }

  private receiveFromAmf(message: Downlink, surroundings: Surroundings): Receipt {
    const { elements, sender } = message;
    const context = this.ues.withId(elements['RAN-UE-NGAP-ID']);
    if (!context) return rejected('There is no UE with that RAN-UE-NGAP-ID.');
    // An AMF that has got the UE from another AMF tells its own id first.
    Object.assign(context, { amf: sender, idAtAmf: elements['AMF-UE-NGAP-ID'] });
    switch (message.name) {
      case 'DOWNLINK NAS TRANSPORT':
        return this.passDown(message, context, surroundings);
      case 'INITIAL CONTEXT SETUP REQUEST':
        this.answer('INITIAL CONTEXT SETUP RESPONSE', context, surroundings);
        return this.passDown(message, context, surroundings);
      case 'UE CONTEXT RELEASE COMMAND':
        this.answer('UE CONTEXT RELEASE COMPLETE', context, surroundings);
        this.release(context, surroundings);
        return answered('The gNB releases the UE.');
      case 'REROUTE NAS REQUEST':
        return this.reroute(message, context, surroundings);
      default:
        throw new Error(`${(message as Message).name} is no message to a gNB.`);
    }
  }

  private passDown({ nas }: Downlink, { ue, channel }: UeContext, surroundings: Surroundings): Receipt {
    surroundings.send({ layer: 'rrc', name: 'DLInformationTransfer', elements: {}, receiver: ue, channel, ...(nas && { nas }) });
    return forwarded('The UE with that RAN-UE-NGAP-ID is connected.');
  }

  private answer(name: 'INITIAL CONTEXT SETUP RESPONSE' | 'UE CONTEXT RELEASE COMPLETE', { id, amf, idAtAmf }: UeContext, surroundings: Surroundings): void {
    surroundings.send({ layer: 'ngap', name, receiver: amf!, elements: { 'RAN-UE-NGAP-ID': id, 'AMF-UE-NGAP-ID': idAtAmf! } });
  }

  /** The UE does not hear of it (3GPP TS 38.413, 8.6.5). */
  private reroute({ elements }: Named<NgapMessage, 'REROUTE NAS REQUEST'>, context: UeContext, surroundings: Surroundings): Receipt {
    const { 'AMF Set ID': set, 'Allowed NSSAI': allowed, 'Source to Target AMF Information Reroute': information } = elements;
    const { 'NAS-PDU': nas, ...initial } = elements['NGAP Message'];
    const amf = this.selection.withSetId(set);
    if (!amf) {
      this.release(context, surroundings);
      return rejected(`No AMF with AMF Set ID ${set} runs: the gNB releases the connection.`);
    }
    context.amf = amf.name;
    delete context.idAtAmf;
    surroundings.send({
      ...{ layer: 'ngap', name: 'INITIAL UE MESSAGE', receiver: amf.name, nas },
      elements: {
        ...{ ...initial, 'AMF Set ID': set },
        ...(allowed && { 'Allowed NSSAI': allowed }),
        ...(information && { 'Source to Target AMF Information Reroute': information }),
      },
    });
    return forwarded(`${amf.name} has AMF Set ID ${set}; the UE does not hear of it (TS 38.413, 8.6.5).`);
  }

  private release(context: UeContext, surroundings: Surroundings): void {
    this.ues.close(context);
    surroundings.send({ layer: 'rrc', name: 'RRCRelease', elements: {}, receiver: context.ue, channel: context.channel });
  }
}

import type { Guami, RegistrationType, RegistrationUe, RunSettings } from '../../types.js';
import { Machine, type Receipt, type Surroundings, type TimerName, type Verdict } from '../machine.js';
import type { Message } from '../messages/message.js';
import { answered, forwarded, ignored } from '../verdicts.js';
import { MobilityManagement } from './mobility-management.js';
import type { UeReport } from './report.js';
import { RrcConnection } from './rrc-connection.js';
import { POWER_OFF } from './timers.js';

/** A UE that registers at a gNB (3GPP TS 24.501 and TS 38.331). */
export class Ue extends Machine {
  private readonly rrc: RrcConnection;
  private readonly mobility: MobilityManagement;
  private readonly switchOffAfter: number | undefined;
  private isOff = false;

  constructor(description: RegistrationUe, gnb: string, type: RegistrationType, settings: RunSettings) {
    super(`UE ${description.id}`);
    this.rrc = new RrcConnection(gnb);
    this.mobility = new MobilityManagement(this.name, description, type, settings, this.rrc);
    this.switchOffAfter = settings.switchOffAfter;
  }

  /** Begins its first attempt; it is switched off so many milliseconds after this. */
  begin(surroundings: Surroundings): void {
    if (this.switchOffAfter !== undefined) surroundings.start({ name: POWER_OFF }, this.switchOffAfter);
    this.mobility.tryToRegister(surroundings);
  }

  /** @param amfWith id of the AMF with the GUAMI, which the UE does not know */
  report(amfWith: (guami: Guami) => string): UeReport {
    return this.mobility.report(amfWith);
  }

  override receive(message: Message, surroundings: Surroundings): Receipt {
    const refusal = this.refuse(message);
    if (refusal) return { ...refusal, ...(message.nas && { nas: refusal }) };
    switch (message.name) {
      case 'RRCSetup':
        return this.setUp(surroundings);
      case 'DLInformationTransfer':
        return { ...forwarded('The NAS message in it goes to 5GMM.'), ...(message.nas && { nas: this.mobility.take(message.nas, surroundings) }) };
      case 'RRCRelease':
        this.rrc.release();
        return this.mobility.released(surroundings);
      default:
        throw new Error(`${message.name} is no message to a UE.`);
    }
  }

  override expire({ name }: TimerName, surroundings: Surroundings): void {
    switch (name) {
      case 'T3510':
        this.rrc.release();
        return this.mobility.timeOut(surroundings);
      case 'T3502':
      case 'T3511':
      case 'T3540':
        return this.mobility.tryToRegister(surroundings);
      case POWER_OFF:
        this.isOff = true;
        this.rrc.release();
        return this.mobility.switchOff(surroundings);
      default:
        throw new Error(`A UE has no timer ${name}.`);
    }
  }

  private refuse({ channel, name }: Message): Verdict | undefined {
    if (this.isOff) return ignored('The UE is switched off.');
    if (!this.rrc.has(channel)) return ignored(channel === undefined ? 'The UE has no RRC connection.' : 'The UE has released that RRC connection.');
    if (name !== 'RRCSetup' && name !== 'RRCRelease' && !this.rrc.isConnected) return ignored('The RRC connection is not set up yet.');
    return undefined;
  }

  private setUp(surroundings: Surroundings): Receipt {
    if (this.rrc.isConnected) return ignored('The RRC connection is set up already.');
    this.rrc.setUp(surroundings);
    return answered('The UE completes the setup and sends its REGISTRATION REQUEST.');
  }
}

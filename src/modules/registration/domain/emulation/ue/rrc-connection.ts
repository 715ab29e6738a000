import type { Guti, Snssai } from '../../types.js';
import type { Surroundings } from '../machine.js';
import type { NasMessage } from '../messages/nas.js';
import type { RrcElements } from '../messages/rrc.js';
import { rrcStates, type RrcState } from './states.js';

type AccessStratumInformation = RrcElements['RRCSetupComplete'];

/** What the UE tells the gNB, so that it can select an AMF (3GPP TS 38.331, 5.3.3.4). */
export function accessStratumInformation(guti: Guti | undefined, nssai: Snssai[]): AccessStratumInformation {
  return {
    ...(guti && { registeredAMF: { amfIdentifier: guti.guami.amfId }, 'guami-Type': 'native', 'ng-5G-S-TMSI-Value': guti }),
    ...(nssai.length && { 's-NSSAI-List': nssai }),
  };
}

/** Between a UE and its gNB: one connection after the other, each with a number. */
export class RrcConnection {
  private number: number | undefined;
  private state: RrcState = 'RRC_IDLE';
  /** What is sent once the connection is set up. */
  private initial: { information: AccessStratumInformation; nas: NasMessage } | undefined;

  constructor(private readonly gnb: string) {}

  /** Whether a message is on the present connection; one without a number always is, if there is a connection. */
  has(channel: number | undefined): boolean {
    return this.number !== undefined && (channel ?? this.number) === this.number;
  }

  get isConnected(): boolean {
    return this.state === 'RRC_CONNECTED';
  }

  /** Leaves the one before, which the gNB does not hear of. */
  request(number: number, information: AccessStratumInformation, nas: NasMessage, surroundings: Surroundings): void {
    this.release();
    this.number = number;
    this.initial = { information, nas };
    surroundings.send({ layer: 'rrc', name: 'RRCSetupRequest', elements: { establishmentCause: 'mo-Signalling' }, ...this.address(number) });
  }

  /** Does nothing if it is connected already. */
  setUp(surroundings: Surroundings): void {
    if (!this.initial || this.number === undefined) return;
    const { information, nas } = this.initial;
    this.state = rrcStates.next(this.state, 'be connected');
    this.initial = undefined;
    surroundings.send({ layer: 'rrc', name: 'RRCSetupComplete', elements: information, nas, ...this.address(this.number) });
  }

  send(nas: NasMessage, surroundings: Surroundings): void {
    if (this.number === undefined) throw new Error('There is no RRC connection to send on.');
    surroundings.send({ layer: 'rrc', name: 'ULInformationTransfer', elements: {}, nas, ...this.address(this.number) });
  }

  release(): void {
    this.state = rrcStates.next(this.state, 'be released');
    this.number = undefined;
    this.initial = undefined;
  }

  private address(channel: number): { receiver: string; channel: number } {
    return { receiver: this.gnb, channel };
  }
}

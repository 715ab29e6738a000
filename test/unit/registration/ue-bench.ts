import { kamf } from '../../../src/modules/registration/domain/emulation/keys.js';
import type { Receipt } from '../../../src/modules/registration/domain/emulation/machine.js';
import type { RrcDraft } from '../../../src/modules/registration/domain/emulation/messages/message.js';
import type { NasElements, NasMessage, NasName } from '../../../src/modules/registration/domain/emulation/messages/nas.js';
import { Ue } from '../../../src/modules/registration/domain/emulation/ue/ue.js';
import type { Guti, RegistrationType, RegistrationUe, RunSettings, Snssai } from '../../../src/modules/registration/domain/types.js';
import { ScriptedSurroundings } from './scripted-surroundings.js';

export const slice = (number: number): Snssai => ({ sst: 1, sd: `00000${number}` });
export const slices = (...numbers: number[]): Snssai[] => numbers.map(slice);

export const SUPI = 'imsi-460000000000001';
export const GUTI: Guti = { guami: { plmnId: { mcc: '460', mnc: '00' }, amfId: '010041' }, tmsi: '00000001' };
export const KEY = kamf(SUPI, 'rand-1');

const SETTINGS: RunSettings = {
  ...{ givesGuami: false, givesNssai: true, rejectBy: 'INITIAL', rejectConfiguredNssai: true, rejectInclusionMode: 'C' },
  ...{ reroute: 'DIRECT_IF_REACHABLE', retryCap: 5, trace: 'FULL', updatesUe: false },
};

interface Situation {
  ue?: Partial<RegistrationUe>;
  type?: RegistrationType;
  settings?: Partial<RunSettings>;
}

/** A UE at gNB gnb2, whose network the test plays. */
export class UeBench {
  readonly surroundings = new ScriptedSurroundings();
  readonly ue: Ue;

  constructor({ ue = {}, type = 'INITIAL', settings = {} }: Situation = {}) {
    this.ue = new Ue({ id: 'u1', supi: SUPI, ...ue }, 'gnb2', type, { ...SETTINGS, ...settings });
    this.ue.begin(this.surroundings);
  }

  get report(): ReturnType<Ue['report']> {
    return this.ue.report(({ amfId }) => `amf-${amfId}`);
  }

  /** Number of the attempt and so of the connection. */
  get channel(): number {
    return this.report.attempts.length;
  }

  rrc(name: 'RRCSetup' | 'RRCRelease', channel = this.channel): Receipt {
    return this.ue.receive({ layer: 'rrc', name, elements: {}, sender: 'gnb2', receiver: 'UE u1', channel }, this.surroundings);
  }

  /** The UE is connected, and has sent its first message, which is the answer. */
  setUp(): RrcDraft & { name: 'RRCSetupComplete' } {
    this.rrc('RRCSetup');
    return this.surroundings.takeSent().at(-1) as RrcDraft & { name: 'RRCSetupComplete' };
  }

  /** A NAS message of the network, plain without a key; answers what the UE made of it, and the NAS message that it sent. */
  nas<Name extends NasName>(name: Name, elements: NasElements[Name], key?: string, channel: number | undefined = this.channel): { is: string; why: string; answer?: NasMessage } {
    this.surroundings.takeSent();
    const protection = key === undefined ? 'PLAIN' : name === 'SECURITY MODE COMMAND' ? 'INTEGRITY_PROTECTED_WITH_NEW_CONTEXT' : 'INTEGRITY_PROTECTED_AND_CIPHERED';
    const nas = { name, elements, sender: 'amf', protection, ...(key !== undefined && { key }) } as NasMessage;
    const message = { layer: 'rrc', name: 'DLInformationTransfer', elements: {}, sender: 'gnb2', receiver: 'UE u1', nas, ...(channel > 0 && { channel }) } as const;
    const { disposition, reason } = this.ue.receive(message, this.surroundings).nas!;
    const answer = this.surroundings.takeSent().at(-1)?.nas;
    return { is: disposition, why: reason, ...(answer && { answer }) };
  }

  /** Authentication and security mode with KEY. */
  secure(): this {
    this.setUp();
    this.nas('AUTHENTICATION REQUEST', { ngKSI: 1, 'Authentication parameter RAND': 'rand-1' });
    this.nas('SECURITY MODE COMMAND', { ngKSI: 1 }, KEY);
    return this;
  }

  reject(elements: Partial<NasElements['REGISTRATION REJECT']> = {}, key?: string): ReturnType<this['nas']> {
    return this.nas('REGISTRATION REJECT', { '5GMM cause': 62, ...elements }, key) as ReturnType<this['nas']>;
  }
}

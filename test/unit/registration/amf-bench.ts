import { Amf } from '../../../src/modules/registration/domain/emulation/core/amf.js';
import type { AmfSettings } from '../../../src/modules/registration/domain/emulation/core/amf/dialogue.js';
import type { KnownUe } from '../../../src/modules/registration/domain/emulation/core/amf/ue-contexts.js';
import type { Receipt } from '../../../src/modules/registration/domain/emulation/machine.js';
import type { Draft, Message } from '../../../src/modules/registration/domain/emulation/messages/message.js';
import type { MobileIdentity, NasElements, NasMessage, NasName } from '../../../src/modules/registration/domain/emulation/messages/nas.js';
import type { InitialUeMessage } from '../../../src/modules/registration/domain/emulation/messages/ngap.js';
import type { AuthorizedNetworkSliceInfo, SbiElements } from '../../../src/modules/registration/domain/emulation/messages/sbi.js';
import type { Guti, NasProtection, Snssai } from '../../../src/modules/registration/domain/types.js';
import { ScriptedSurroundings } from './scripted-surroundings.js';
import { slices } from './ue-bench.js';

export const PLMN = { mcc: '460', mnc: '00' };
export const [SET1, SET2] = ['460-00-01-001', '460-00-01-002'] as const;
export const SUPI = 'imsi-460000000000001';
export const SUCI: MobileIdentity = { type: 'SUCI', supi: SUPI };
export const gutiOf = (amfId: string, tmsi = '0000000a'): Guti => ({ guami: { plmnId: PLMN, amfId }, tmsi });
export const NEW_KEY = 'new key';
/** AMF3 serves slices 3 and 4, in AMF set 2; AMF1 is of AMF set 1. */
export const OWN_GUTI = gutiOf('010081');
export const OTHER_GUTI = gutiOf('010041');
export const KNOWN: KnownUe = { supi: SUPI, guti: OWN_GUTI, ngKsi: 2, key: 'shared key' };
export const TARGET_1: AuthorizedNetworkSliceInfo = {
  ...{ allowedNssaiList: slices(1, 2), configuredNssai: slices(1, 2), targetAmfSet: SET1 },
  ...{ rejectedNssaiInPlmn: [], rejectedNssaiInTa: [] },
};
export const AMF_1 = { amf: 'AMF1', amfId: '010041', amfSet: SET1, capacity: 255 };
const SETTINGS: AmfSettings = { rejectBy: 'INITIAL', rejectConfiguredNssai: true, rejectInclusionMode: 'C', reroute: 'DIRECT_IF_REACHABLE' };

interface Initial {
  identity?: MobileIdentity;
  requested?: Snssai[];
  protection?: NasProtection;
  key?: string;
  container?: boolean;
  more?: Partial<InitialUeMessage>;
}

/** AMF3 alone; the test is everybody else. */
export class AmfBench {
  readonly surroundings = new ScriptedSurroundings();
  readonly amf: Amf;
  private lastChannel: number | undefined;
  private ids = { 'RAN-UE-NGAP-ID': 5, 'AMF-UE-NGAP-ID': 1 };

  constructor(settings: Partial<AmfSettings> = {}, known: KnownUe[] = []) {
    this.amf = new Amf({ id: 'AMF3', set: SET2, snssais: slices(3, 4), plmnId: PLMN, amfId: '010081' }, { ...SETTINGS, ...settings }, known);
  }

  /** What it has sent since it was last asked, by name. */
  sent(): Draft[] {
    const sent = this.surroundings.takeSent();
    const asked = sent.find(({ layer }) => layer === 'sbi');
    if (asked) this.lastChannel = asked.channel;
    return sent;
  }

  names(): string[] {
    return this.sent().map(({ name, nas }) => (nas ? `${name}: ${nas.name}` : name));
  }

  hand(message: object): Receipt {
    return this.amf.receive({ receiver: 'AMF3', ...message } as Message, this.surroundings);
  }

  initial({ identity = SUCI, requested, protection = 'PLAIN', key, container = true, more = {} }: Initial = {}): Receipt {
    const clear = { '5GS registration type': 'INITIAL', '5GS mobile identity': identity, ngKSI: key ? 2 : 7 } as const;
    const complete = { ...clear, ...(requested && { 'Requested NSSAI': requested }) };
    const nas: NasMessage = {
      ...{ name: 'REGISTRATION REQUEST', sender: 'UE 1', protection, ...(key !== undefined && { key }) },
      elements: key !== undefined && container ? { ...clear, 'NAS message container': complete } : clear,
    };
    const place = { 'User Location Information': { tac: '000001', gnb: 'gNB2' }, 'RRC Establishment Cause': 'mo-Signalling' };
    return this.hand({ layer: 'ngap', name: 'INITIAL UE MESSAGE', elements: { 'RAN-UE-NGAP-ID': 5, ...place, ...more }, sender: 'gNB2', nas });
  }

  uplink<Name extends NasName>(name: Name, elements: NasElements[Name], key?: string): Receipt {
    const nas = { name, elements, sender: 'UE 1', protection: key === undefined ? 'PLAIN' : 'INTEGRITY_PROTECTED_AND_CIPHERED', ...(key !== undefined && { key }) };
    return this.hand({ layer: 'ngap', name: 'UPLINK NAS TRANSPORT', elements: this.ids, sender: 'gNB2', nas });
  }

  answer<Name extends keyof SbiElements>(name: Name, elements: SbiElements[Name], sender = 'NF'): Receipt {
    this.sent();
    return this.hand({ layer: 'sbi', name, elements, sender, channel: this.lastChannel });
  }

  /** The last request could not be handed to its receiver. */
  undelivered(): void {
    const request = this.sent().findLast(({ layer }) => layer === 'sbi')!;
    this.amf.undelivered({ ...request, sender: 'AMF3' }, this.surroundings);
  }

  authenticate(response = 'right'): Receipt {
    this.answer('Nudm_UEAuthentication_Get response', { status: 200, rand: '01', xresStar: 'right', key: NEW_KEY });
    return this.uplink('AUTHENTICATION RESPONSE', { 'Authentication response parameter': response });
  }

  secure(requested: Snssai[] = []): Receipt {
    const request = { '5GS registration type': 'INITIAL', '5GS mobile identity': SUCI, ngKSI: 7, ...(requested.length && { 'Requested NSSAI': requested }) } as const;
    return this.uplink('SECURITY MODE COMPLETE', { 'NAS message container': request }, NEW_KEY);
  }

  select(info: AuthorizedNetworkSliceInfo, subscribed: Snssai[] = slices(1, 2)): Receipt {
    this.answer('Nudm_SDM_Get response', { status: 200, singleNssais: subscribed, defaultSingleNssais: subscribed });
    return this.answer('Nnssf_NSSelection_Get response', { status: 200, ...info });
  }

  /** From the SUCI to the answer of the NSSF. */
  until(info: AuthorizedNetworkSliceInfo, requested: Snssai[] = []): Receipt {
    this.initial();
    this.authenticate();
    this.secure(requested);
    return this.select(info);
  }

  /** Asks for AMFs, and finds these. */
  discover(...found: (typeof AMF_1)[]): Receipt {
    return this.answer('Nnrf_NFDiscovery response', { status: 200, nfInstances: found });
  }
}

import type { Amf, AmfSet, RegistrationNetwork, RegistrationRunSettings, RegistrationUe, Snssai } from '../../../src/modules/registration/domain/types.js';
import { emulated, type Emulated } from './emulated.js';

/** Slice n. */
export const S = (n: number): Snssai => ({ sst: 1, sd: String(n).padStart(6, '0') });
export const nssai = (...numbers: number[]): Snssai[] => numbers.map(S);

export const PLMN = { mcc: '460', mnc: '00' };
export const SUPI = 'imsi-460000000000001';

/** AMF set `number` in region 1. */
export const amfSet = (number: number, snssais: Snssai[], ...amfs: Amf[]): AmfSet => ({ id: `460-00-01-${number.toString(16).padStart(3, '0')}`, snssais, amfs });

/** AMF with that pointer of set `number`. */
export const amf = (id: string, number: number, pointer = 1, more: Partial<Amf> = {}): Amf => ({
  ...{ id, amfId: `01${((number << 6) | pointer).toString(16).padStart(4, '0')}` },
  ...more,
});

export const gutiOf = ({ amfId }: Amf, tmsi = 'c0000001') => ({ guami: { plmnId: PLMN, amfId }, tmsi });

export const [AMF1, AMF3, AMF5] = [amf('AMF1', 1), amf('AMF3', 2), amf('AMF5', 3)];
export const [SET1, SET2] = ['460-00-01-001', '460-00-01-002'];

/** The network of figure 2: slices 1 and 2 in AMF set 1 with AMF1, slices 3 and 4 in AMF set 2 with AMF3, which is the default; the UE has subscribed to 1 and 2. */
export const isolated = (more: Partial<RegistrationNetwork> = {}): RegistrationNetwork => ({
  ...{ id: 'isolated', plmnId: PLMN, amfSets: [amfSet(1, nssai(1, 2), AMF1), amfSet(2, nssai(3, 4), AMF3)] },
  gnbs: [
    { id: 'gNB2', globalRanNodeId: { plmnId: PLMN, gNbId: { bitLength: 24, gNBValue: '000002' } }, tac: '000002', snssais: nssai(1, 2, 3, 4), defaultAmf: 'AMF3' },
  ],
  subscriptions: [{ supi: SUPI, singleNssais: nssai(1, 2) }],
  ...more,
});

export const phone = (more: Partial<RegistrationUe> = {}): RegistrationUe => ({ id: 'phone', supi: SUPI, allowedNssai: nssai(1, 2), configuredNssai: nssai(1, 2), ...more });

/** A registration of the phone at gNB2. */
export const registered = (settings: RegistrationRunSettings = {}, ue: Partial<RegistrationUe> = {}, network: Partial<RegistrationNetwork> = {}): Emulated =>
  emulated({ network: isolated(network), ue: phone(ue), gnb: 'gNB2', settings });

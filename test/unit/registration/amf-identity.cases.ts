import { ueContextOf } from '../../../src/modules/registration/domain/emulation/core/amf/peers.js';
import { AMF_1, AmfBench, gutiOf, KNOWN, OTHER_GUTI, OWN_GUTI, PLMN, SUPI } from './amf-bench.js';
import { slices } from './ue-bench.js';

const own = { type: '5G-GUTI', guti: OWN_GUTI } as const;
const other = { type: '5G-GUTI', guti: OTHER_GUTI } as const;
const PROTECTED = 'INTEGRITY_PROTECTED' as const;

describe('an AMF looks up who registers', () => {
  it('goes on without authentication if it has the context and the message is protected with its key', () => {
    const bench = new AmfBench({}, [KNOWN]);
    expect(bench.initial({ identity: own, key: KNOWN.key, protection: PROTECTED, requested: slices(3) }).nas?.disposition).toBe('ACCEPTED');
    expect(bench.names()).toEqual(['Nudm_SDM_Get']);
    bench.answer('Nudm_SDM_Get response', { status: 200, singleNssais: slices(3), defaultSingleNssais: slices(3) });
    expect(bench.sent()[0]?.elements).toEqual({
      ...{ 'nf-type': 'AMF', 'nf-id': 'AMF3', tai: { plmnId: PLMN, tac: '000001' }, gnb: 'gNB2' },
      'slice-info-request-for-registration': { requestedNssai: slices(3), subscribedNssai: [{ subscribedSnssai: slices(3)[0], defaultIndication: true }] },
    });
  });

  it('takes the keys into use, without authentication, for the rest of a message that is only protected, not ciphered', () => {
    const bench = new AmfBench({}, [KNOWN]);
    bench.initial({ identity: own, key: KNOWN.key, protection: PROTECTED, container: false });
    const command = { name: 'SECURITY MODE COMMAND', protection: 'INTEGRITY_PROTECTED_WITH_NEW_CONTEXT', key: KNOWN.key, elements: { ngKSI: KNOWN.ngKsi } };
    expect(bench.sent()).toMatchObject([{ name: 'DOWNLINK NAS TRANSPORT', nas: command }]);
    bench.uplink('SECURITY MODE COMPLETE', { 'NAS message container': { '5GS registration type': 'MOBILITY', '5GS mobile identity': own, ngKSI: 2, 'Requested NSSAI': slices(4) } }, KNOWN.key);
    expect(bench.names()).toEqual(['Nudm_SDM_Get']);
    bench.answer('Nudm_SDM_Get response', { status: 200, singleNssais: slices(3), defaultSingleNssais: slices(3) });
    expect(bench.sent()[0]?.elements).toHaveProperty(['slice-info-request-for-registration', 'requestedNssai'], slices(4));
  });

  it.each([
    { of: 'plain', with: {} },
    { of: 'protected with another key', with: { key: 'stolen', protection: PROTECTED } },
  ])('authenticates the UE of the context if the message is $of', ({ with: protection }) => {
    const bench = new AmfBench({}, [KNOWN]);
    bench.initial({ identity: own, ...protection });
    expect(bench.sent()).toMatchObject([{ name: 'Nudm_UEAuthentication_Get', elements: { supi: SUPI, servingNetworkName: '5G:mnc000.mcc460.3gppnetwork.org' } }]);
  });

  it('asks a UE with its own 5G-GUTI for its identity if it has no context', () => {
    const bench = new AmfBench();
    bench.initial({ identity: own });
    expect(bench.names()).toEqual(['DOWNLINK NAS TRANSPORT: IDENTITY REQUEST']);
    bench.uplink('IDENTITY RESPONSE', { 'Mobile identity': { type: 'SUCI', supi: SUPI } });
    expect(bench.names()).toEqual(['Nudm_UEAuthentication_Get']);
    expect(bench.surroundings.running).toEqual({});
  });

  it('goes on asking if the answer does not say who the UE is', () => {
    const bench = new AmfBench();
    bench.initial({ identity: own });
    expect(bench.uplink('IDENTITY RESPONSE', { 'Mobile identity': own }).nas?.disposition).toBe('IGNORED');
    expect(bench.surroundings.running).toEqual({ T3570: 6000 });
  });

  it('asks the AMF of the 5G-GUTI, takes the SUPI only, and authenticates', () => {
    const bench = new AmfBench();
    bench.initial({ identity: other, key: 'old key', protection: PROTECTED });
    expect(bench.sent()).toMatchObject([{ name: 'Nnrf_NFDiscovery', elements: { guami: OTHER_GUTI.guami }, receiver: 'NRF' }]);
    bench.discover(AMF_1);
    expect(bench.sent()).toMatchObject([{ name: 'Namf_Communication_UEContextTransfer', elements: { guti: OTHER_GUTI, reason: 'INIT_REG' }, receiver: 'AMF1' }]);
    bench.answer('Namf_Communication_UEContextTransfer response', { status: 200, ueContext: ueContextOf({ supi: SUPI, ngKsi: 2, key: 'old key' }) });
    expect(bench.sent()).toMatchObject([{ name: 'Nudm_UEAuthentication_Get', elements: { supi: SUPI } }]);
  });

  it.each([
    { why: 'does not run', lose: (bench: AmfBench) => bench.discover() },
    { why: 'cannot be reached', lose: (bench: AmfBench) => void (bench.discover(AMF_1), bench.undelivered()) },
    { why: 'has no context', lose: (bench: AmfBench) => void (bench.discover(AMF_1), bench.answer('Namf_Communication_UEContextTransfer response', { status: 404, cause: 'CONTEXT_NOT_FOUND' })) },
  ])('asks the UE if the AMF of the 5G-GUTI $why', ({ lose }) => {
    const bench = new AmfBench();
    bench.initial({ identity: other });
    lose(bench);
    expect(bench.names()).toEqual(['DOWNLINK NAS TRANSPORT: IDENTITY REQUEST']);
  });

  it('tells AMFs apart by GUAMI, whatever the case of its digits', () => {
    const bench = new AmfBench({}, [{ ...KNOWN, guti: gutiOf('010081', '0000ABCD') }]);
    bench.initial({ identity: { type: '5G-GUTI', guti: gutiOf('010081', '0000abcd') }, key: KNOWN.key, protection: PROTECTED });
    expect(bench.names()).toEqual(['Nudm_SDM_Get']);
  });

  it('takes nothing but registrations for a beginning', () => {
    const bench = new AmfBench();
    const nas = { name: 'REGISTRATION COMPLETE', elements: {}, sender: 'UE 1', protection: 'PLAIN' };
    expect(bench.hand({ layer: 'ngap', name: 'INITIAL UE MESSAGE', elements: { 'RAN-UE-NGAP-ID': 1 }, sender: 'gNB2', nas }).disposition).toBe('REJECTED');
  });
});

import { ueContextOf } from '../../../src/modules/registration/domain/emulation/core/amf/peers.js';
import { AMF_1, AmfBench, KNOWN, NEW_KEY, OTHER_GUTI, OWN_GUTI, PLMN, SET2, SUPI, TARGET_1 } from './amf-bench.js';
import { slices } from './ue-bench.js';

const OWN = { ...TARGET_1, allowedNssaiList: slices(3, 4), configuredNssai: slices(3, 4), targetAmfSet: SET2 };
const because = (cause: number, ...numbers: number[]) => slices(...numbers).map((snssai) => ({ ...snssai, cause }));

describe('an AMF accepts a UE', () => {
  it('whose slices it serves, with a 5G-GUTI of its own, protected', () => {
    const bench = new AmfBench();
    bench.until(OWN);
    const [request] = bench.sent();
    expect(request).toMatchObject({ name: 'INITIAL CONTEXT SETUP REQUEST', receiver: 'gNB2', elements: { GUAMI: OWN_GUTI.guami, 'Allowed NSSAI': slices(3, 4) } });
    const elements = { '5G-GUTI': { guami: OWN_GUTI.guami }, 'Allowed NSSAI': slices(3, 4), 'Configured NSSAI': slices(3, 4) };
    expect(request?.nas).toMatchObject({ name: 'REGISTRATION ACCEPT', key: NEW_KEY, elements });
    expect(bench.surroundings.running).toEqual({ T3550: 6000 });
  });

  it('with what it serves of the answer of the NSSF', () => {
    const bench = new AmfBench();
    bench.until({ ...OWN, allowedNssaiList: slices(1, 3) });
    expect(bench.sent()[0]?.nas?.elements).toMatchObject({ 'Allowed NSSAI': slices(3) });
  });

  it('that the NSSF has given to it by its name', () => {
    const { targetAmfSet: _, ...named } = OWN;
    const bench = new AmfBench();
    bench.until({ ...named, candidateAmfList: ['AMF9', 'AMF3'] });
    expect(bench.names()).toEqual(['INITIAL CONTEXT SETUP REQUEST: REGISTRATION ACCEPT']);
  });

  it('once: what was confirmed counts, and nothing is repeated', () => {
    const bench = new AmfBench();
    bench.until(OWN);
    const guti = bench.sent()[0]?.nas?.elements as { '5G-GUTI': typeof OWN_GUTI };
    expect(bench.uplink('REGISTRATION COMPLETE', {}, 'another key').nas?.disposition).toBe('IGNORED');
    expect(bench.uplink('REGISTRATION COMPLETE', {}, NEW_KEY).nas?.disposition).toBe('ACCEPTED');
    expect(bench.surroundings.running).toEqual({});
    bench.initial({ identity: { type: '5G-GUTI', guti: guti['5G-GUTI'] }, key: NEW_KEY, protection: 'INTEGRITY_PROTECTED' });
    expect(bench.names()).toEqual(['Nudm_SDM_Get']);
  });

  it('and keeps the former 5G-GUTI valid until the new one is confirmed', () => {
    const known = { identity: { type: '5G-GUTI', guti: OWN_GUTI }, key: KNOWN.key, protection: 'INTEGRITY_PROTECTED' } as const;
    const bench = new AmfBench({}, [KNOWN]);
    bench.initial(known);
    bench.select(OWN, slices(3, 4));
    Array.from({ length: 5 }, () => bench.surroundings.passUntilExpiry(bench.amf));
    expect(bench.names()).toEqual(['INITIAL CONTEXT SETUP REQUEST: REGISTRATION ACCEPT', ...Array<string>(4).fill('DOWNLINK NAS TRANSPORT: REGISTRATION ACCEPT'), 'UE CONTEXT RELEASE COMMAND']);
    bench.initial(known);
    expect(bench.names()).toEqual(['Nudm_SDM_Get']);
  });
});

describe('an AMF rejects a UE', () => {
  it('that nobody serves, with all that it has requested and no hint', () => {
    const { targetAmfSet: _, ...nobody } = TARGET_1;
    const bench = new AmfBench();
    bench.until({ ...nobody, allowedNssaiList: [] }, slices(1, 7));
    const rejected = [...because(1, 1), ...because(0, 7)];
    expect(bench.sent()[0]?.nas).toMatchObject({ key: NEW_KEY, elements: { '5GMM cause': 62, 'Rejected NSSAI': rejected } });
    expect(bench.surroundings.running).toEqual({});
  });

  it('that has requested nothing, with its default slices', () => {
    const { targetAmfSet: _, ...nobody } = TARGET_1;
    const bench = new AmfBench();
    bench.until({ ...nobody, allowedNssaiList: [] });
    expect(bench.sent()[0]?.nas?.elements).toEqual({ '5GMM cause': 62, 'Rejected NSSAI': because(1, 1, 2) });
  });

  it.each([
    { rejectBy: 'INITIAL', has: true },
    { rejectBy: 'NONE', has: false },
  ] as const)('that would have to request what can be served, rejectBy $rejectBy: a hint is $has', ({ rejectBy, has }) => {
    const bench = new AmfBench({ rejectBy });
    bench.until({ ...OWN, allowedNssaiList: [] });
    expect('Configured NSSAI' in bench.sent()[0]!.nas!.elements).toBe(has);
  });

  it('whose slices an AMF serves that does not run', () => {
    const bench = new AmfBench();
    bench.until(TARGET_1);
    expect(bench.discover()).toMatchObject({ reason: 'None of the AMFs that serve the UE runs: it is rejected.' });
    expect(bench.sent()[0]?.nas?.elements).not.toHaveProperty('Configured NSSAI');
  });

  it.each([
    { rejectConfiguredNssai: true, rejectInclusionMode: 'B', names: ['5GMM cause', 'Configured NSSAI', 'NSSAI inclusion mode'] },
    { rejectConfiguredNssai: true, rejectInclusionMode: 'NONE', names: ['5GMM cause', 'Configured NSSAI'] },
    { rejectConfiguredNssai: false, rejectInclusionMode: 'A', names: ['5GMM cause', 'NSSAI inclusion mode'] },
    { rejectConfiguredNssai: false, rejectInclusionMode: 'NONE', names: ['5GMM cause', 'Rejected NSSAI'] },
  ] as const)('that an isolated AMF serves: Configured NSSAI $rejectConfiguredNssai, inclusion mode $rejectInclusionMode', ({ names, ...settings }) => {
    const bench = new AmfBench(settings);
    bench.until(TARGET_1);
    bench.discover(AMF_1);
    bench.undelivered();
    const [reject, release] = bench.sent();
    expect(reject?.nas).toMatchObject({ name: 'REGISTRATION REJECT', protection: 'INTEGRITY_PROTECTED_AND_CIPHERED', key: NEW_KEY });
    expect(Object.keys(reject!.nas!.elements)).toEqual(names);
    expect(release).toMatchObject({ name: 'UE CONTEXT RELEASE COMMAND', elements: { Cause: 'normal-release' } });
  });

  it('names what is not subscribed or not served here as rejected beside the hint', () => {
    const bench = new AmfBench({ reroute: 'RAN' });
    bench.until({ ...TARGET_1, rejectedNssaiInPlmn: slices(8), rejectedNssaiInTa: slices(1, 9) }, slices(1, 8, 9));
    bench.discover(AMF_1);
    expect(bench.sent()[0]?.nas?.elements).toMatchObject({ 'Configured NSSAI': slices(1, 2), 'Rejected NSSAI': [...because(0, 8), ...because(1, 9)] });
  });
});

describe('an AMF hands a UE over', () => {
  it('to an AMF that it reaches, with the keys', () => {
    const bench = new AmfBench();
    const rejected = { rejectedNssaiInPlmn: slices(7), rejectedNssaiInTa: slices(3) };
    bench.until({ ...TARGET_1, ...rejected }, slices(1));
    bench.discover(AMF_1);
    const [notify] = bench.sent();
    const ueContext = { supi: SUPI, seafData: { ngKsi: { tsc: 'NATIVE', ksi: 0 }, keyAmf: { keyType: 'KAMF', keyVal: NEW_KEY } } };
    const userLocation = { nrLocation: { tai: { plmnId: PLMN, tac: '000001' } } };
    expect(notify).toMatchObject({
      ...{ name: 'Namf_Communication_N1MessageNotify', receiver: 'AMF1' },
      elements: { registrationRequest: { 'Requested NSSAI': slices(1) }, registrationContextContainer: { ueContext, anType: '3GPP_ACCESS', anN2ApId: 5, ranNodeId: 'gNB2', initialAmfName: 'AMF3', userLocation, ...rejected } },
    });
    bench.answer('Namf_Communication_N1MessageNotify response', { status: 204 }, 'AMF1');
    expect(bench.names()).toEqual([]);
    expect(bench.uplink('REGISTRATION COMPLETE', {}, NEW_KEY).disposition).toBe('REJECTED');
  });

  it('in the order of the NSSF, if it has named AMFs', () => {
    const { targetAmfSet: _, ...named } = TARGET_1;
    const bench = new AmfBench();
    bench.until({ ...named, candidateAmfList: ['AMF7', 'AMF2', 'AMF1'] });
    expect(bench.sent()[0]?.elements).toEqual({ 'target-nf-type': 'AMF', 'requester-nf-type': 'AMF' });
    bench.discover(AMF_1, { ...AMF_1, amf: 'AMF2' });
    expect(bench.sent()[0]?.receiver).toBe('AMF2');
  });

  it.each([
    { reroute: 'RAN', rejectBy: 'NONE' },
    { reroute: 'DIRECT_IF_REACHABLE', rejectBy: 'NONE' },
    { reroute: 'DIRECT_IF_REACHABLE', rejectBy: 'TARGET' },
  ] as const)('through the gNB: reroute $reroute, rejectBy $rejectBy', (settings) => {
    const bench = new AmfBench(settings);
    bench.until(TARGET_1);
    bench.discover(AMF_1);
    if (settings.reroute !== 'RAN') bench.undelivered();
    const [reroute, ...others] = bench.sent();
    expect(others).toEqual([]);
    expect(reroute).toMatchObject({
      name: 'REROUTE NAS REQUEST',
      elements: { 'AMF Set ID': '001', 'Allowed NSSAI': slices(1, 2), 'Source to Target AMF Information Reroute': { configuredNssai: slices(1, 2) } },
    });
    expect(reroute?.elements).toHaveProperty(['NGAP Message', 'NAS-PDU', 'protection'], 'PLAIN');
    expect(bench.uplink('REGISTRATION COMPLETE', {}, NEW_KEY).disposition).toBe('REJECTED');
  });

  it('only once', () => {
    const bench = new AmfBench({ rejectBy: 'NONE' });
    bench.initial({ more: { 'Source to Target AMF Information Reroute': { configuredNssai: [] } } });
    bench.authenticate();
    bench.secure();
    bench.select(TARGET_1);
    expect(bench.names()[0]).toBe('DOWNLINK NAS TRANSPORT: REGISTRATION REJECT');
  });

  it('and tells the AMF that had its context', () => {
    const bench = new AmfBench();
    bench.initial({ identity: { type: '5G-GUTI', guti: OTHER_GUTI } });
    bench.discover({ ...AMF_1, amf: 'AMF2' });
    bench.answer('Namf_Communication_UEContextTransfer response', { status: 200, ueContext: ueContextOf({ supi: SUPI, ngKsi: 1, key: 'old key' }) });
    bench.authenticate();
    bench.secure();
    bench.select(TARGET_1);
    expect(bench.sent().slice(0, 2)).toMatchObject([
      { name: 'Namf_Communication_RegistrationStatusUpdate', receiver: 'AMF2', elements: { guti: OTHER_GUTI, transferStatus: 'NOT_TRANSFERRED' } },
      { name: 'Nnrf_NFDiscovery', elements: { 'amf-region-id': '01', 'amf-set-id': '001' } },
    ]);
  });
});

describe('an AMF to which a UE was handed over', () => {
  const rerouted = { more: { 'Source to Target AMF Information Reroute': { configuredNssai: slices(3) } } };

  it('rejects it without protection if it shall', () => {
    const bench = new AmfBench({ rejectBy: 'TARGET' });
    bench.initial(rerouted);
    const elements = { '5GMM cause': 62, 'Configured NSSAI': slices(3), 'NSSAI inclusion mode': 'C' };
    expect(bench.sent()).toMatchObject([{ nas: { protection: 'PLAIN', elements } }, { name: 'UE CONTEXT RELEASE COMMAND' }]);
  });

  it('goes on, if it shall reject but knows the UE', () => {
    const bench = new AmfBench({ rejectBy: 'TARGET' }, [KNOWN]);
    bench.initial({ ...rerouted, identity: { type: '5G-GUTI', guti: OWN_GUTI }, key: KNOWN.key, protection: 'INTEGRITY_PROTECTED' });
    expect(bench.names()).toEqual(['Nudm_SDM_Get']);
  });

  it('goes on with the keys that came with it', () => {
    const bench = new AmfBench();
    const registrationContextContainer = {
      ...{ ueContext: ueContextOf({ supi: SUPI, ngKsi: 3, key: 'handed key' }), anN2ApId: 5, ranNodeId: 'gNB2', userLocation: { nrLocation: { tai: { plmnId: PLMN, tac: '000001' } } } },
      ...{ allowedNssai: [], configuredNssai: [], rejectedNssaiInPlmn: [], rejectedNssaiInTa: [] },
    };
    const registrationRequest = { '5GS registration type': 'INITIAL', '5GS mobile identity': { type: 'SUCI', supi: SUPI }, ngKSI: 7 } as const;
    const notify = { layer: 'sbi', name: 'Namf_Communication_N1MessageNotify', elements: { registrationRequest, registrationContextContainer }, sender: 'AMF1', channel: 9 };
    expect(bench.hand(notify).disposition).toBe('ANSWERED');
    expect(bench.surroundings.sent).toMatchObject([{ receiver: 'AMF1', channel: 9 }, { name: 'Nudm_SDM_Get' }]);
    bench.surroundings.sent.shift();
    bench.select(OWN, slices(3));
    expect(bench.sent()).toMatchObject([{ receiver: 'gNB2', nas: { name: 'REGISTRATION ACCEPT', key: 'handed key' } }]);
  });
});

describe('an AMF and another AMF that wants a UE', () => {
  const ask = (bench: AmfBench, name: string, elements: object) => {
    const receipt = bench.hand({ layer: 'sbi', name, elements, sender: 'AMF1', channel: 4 });
    const [response] = bench.surroundings.takeSent();
    return { receipt, elements: response?.elements, to: [response?.receiver, response?.channel] };
  };
  const transfer = { guti: OWN_GUTI, reason: 'INIT_REG' };

  it('gives the context, and keeps it until the UE is registered there', () => {
    const bench = new AmfBench({}, [KNOWN]);
    const given = { status: 200, ueContext: ueContextOf(KNOWN) };
    expect(ask(bench, 'Namf_Communication_UEContextTransfer', transfer)).toMatchObject({ elements: given, to: ['AMF1', 4], receipt: { disposition: 'ANSWERED' } });
    ask(bench, 'Namf_Communication_RegistrationStatusUpdate', { guti: OWN_GUTI, transferStatus: 'NOT_TRANSFERRED' });
    expect(ask(bench, 'Namf_Communication_UEContextTransfer', transfer).elements).toEqual(given);
    ask(bench, 'Namf_Communication_RegistrationStatusUpdate', { guti: OWN_GUTI, transferStatus: 'TRANSFERRED' });
    expect(ask(bench, 'Namf_Communication_UEContextTransfer', transfer).elements).toEqual({ status: 404, cause: 'CONTEXT_NOT_FOUND' });
    expect(ask(bench, 'Namf_Communication_RegistrationStatusUpdate', { guti: OWN_GUTI, transferStatus: 'TRANSFERRED' }).elements).toMatchObject({ status: 404 });
  });
});

describe('an AMF ignores or refuses', () => {
  it('what is for a UE that it does not have', () => {
    const bench = new AmfBench();
    expect(bench.uplink('REGISTRATION COMPLETE', {})).toMatchObject({ disposition: 'REJECTED', nas: { disposition: 'REJECTED' } });
    expect(bench.answer('Nudm_SDM_Get response', { status: 404, cause: 'USER_NOT_FOUND' }).disposition).toBe('IGNORED');
  });

  it('what a gNB says of a UE of another gNB', () => {
    const bench = new AmfBench();
    bench.initial();
    const elements = { 'RAN-UE-NGAP-ID': 5, 'AMF-UE-NGAP-ID': 1 };
    expect(bench.hand({ layer: 'ngap', name: 'UE CONTEXT RELEASE COMPLETE', elements, sender: 'gNB1' }).disposition).toBe('REJECTED');
  });

  it('an answer that it does not wait for', () => {
    const bench = new AmfBench();
    bench.initial();
    expect(bench.uplink('SECURITY MODE COMPLETE', { 'NAS message container': { '5GS registration type': 'INITIAL', '5GS mobile identity': { type: 'SUCI', supi: SUPI }, ngKSI: 7 } }).nas).toMatchObject({
      disposition: 'IGNORED',
    });
    expect(bench.hand({ layer: 'rrc', name: 'RRCRelease', elements: {}, sender: 'gNB2' }).disposition).toBe('REJECTED');
  });
});

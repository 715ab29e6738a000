import type { RegistrationUe, Snssai } from '../../../src/modules/registration/domain/types.js';
import { amf, AMF1, AMF3, AMF5, amfSet, gutiOf, isolated, nssai, registered, S, SET1, SET2, SUPI } from '../../support/registration/isolated.js';
import { emulated } from '../../support/registration/emulated.js';
import { element, named, nasOf, names, only } from '../../support/registration/trace-reader.js';

const UE = 'UE phone';
/** Registered with this AMF, which still has its context. */
const knownTo = (known: typeof AMF1): Partial<RegistrationUe> => ({ guti: gutiOf(known), securityContext: { ngKsi: 0, amf: known.id } });
const forgottenBy = (forgetful: typeof AMF1): Partial<RegistrationUe> => ({ guti: gutiOf(forgetful), securityContext: { ngKsi: 0, amf: forgetful.id, heldByAmf: false } });
const [{ amfSets: SETS, gnbs: GNBS }] = [isolated()];
const REACHABLE = { reachability: [{ one: SET1, other: SET2 }] };
const GREAT = { relativeCapacity: 9 };
const BASELINE = { rejectBy: 'NONE' } as const;
const REPLACED = { amfSets: [amfSet(1, nssai(1, 2), { ...AMF1, state: 'DOWN' }, amf('AMF2', 1, 2)), SETS[1]!] };
const setWith = (...amfs: (typeof AMF1)[]) => ({ amfSets: [SETS[0]!, amfSet(2, nssai(3, 4), ...amfs)] });

describe('behaviour 1: the gNB selects an AMF', () => {
  const tells = (snssais: Snssai[], more: Partial<RegistrationUe> = {}) => ({ allowedNssai: snssais, configuredNssai: [], nssaiInclusionMode: 'C' as const, ...more });
  it.each([
    ['by the GUAMI', { givesGuami: true }, knownTo(AMF1), {}, 'AMF1'],
    ['by the GUAMI rather than by slices', { givesGuami: true }, tells(nssai(1), knownTo(AMF3)), {}, 'AMF3'],
    ['by the set of the GUAMI, if its AMF is down', { givesGuami: true }, tells(nssai(3), knownTo(AMF1)), REPLACED, 'AMF2'],
    ['not by a GUAMI that no AMF has', { givesGuami: true }, { guti: gutiOf(AMF5) }, {}, 'AMF3'],
    ['not by a GUAMI that the UE keeps to itself', {}, knownTo(AMF1), {}, 'AMF3'],
    ['by one slice', {}, tells(nssai(1)), {}, 'AMF1'],
    ['by several slices', {}, tells(nssai(2, 1)), {}, 'AMF1'],
    ['not by several slices of which it serves one only', {}, tells(nssai(1, 3)), {}, 'AMF3'],
    ['not by several slices of which the last is unknown', {}, tells(nssai(1, 9)), {}, 'AMF3'],
    ['by SST and SD', {}, tells([{ sst: 2, sd: '000001' }]), {}, 'AMF3'],
    ['not by the SST alone', {}, tells([{ sst: 1 }]), {}, 'AMF3'],
    ['not by slices that the UE keeps to itself', { givesNssai: false }, tells(nssai(1)), {}, 'AMF3'],
    ['not by slices in mode D', {}, tells(nssai(1), { nssaiInclusionMode: 'D' }), {}, 'AMF3'],
    ['by its default', {}, {}, {}, 'AMF3'],
    ['by its default, though another AMF of the set has more capacity', {}, {}, setWith({ ...AMF3, relativeCapacity: 1 }, amf('AMF4', 2, 2)), 'AMF3'],
    ['in the set of its default, if that is down', {}, {}, setWith({ ...AMF3, state: 'DOWN' }, amf('AMF4', 2, 2)), 'AMF4'],
    ['elsewhere, if that whole set is down', {}, {}, setWith({ ...AMF3, state: 'DOWN' }), 'AMF1'],
    ['with the greatest capacity of a set', {}, tells(nssai(4)), setWith({ ...AMF3, relativeCapacity: 7 }, amf('AMF4', 2, 2, GREAT), amf('AMF6', 2, 3, GREAT)), 'AMF4'],
  ] as const)('%s', (_, settings, ue, network, expected) => {
    const { trace } = registered(settings, ue, network);
    expect(named(trace, 'INITIAL UE MESSAGE')[0]).toMatchObject({ sender: 'gNB2', receiver: expected, carries: 'REGISTRATION REQUEST' });
  });
});

describe('behaviour 2: the AMF looks the UE up by its identity', () => {
  const SERVED = { subscriptions: [{ supi: SUPI, singleNssais: nssai(3) }] };
  const lookUps = ['Nnrf_NFDiscovery', 'Namf_Communication_UEContextTransfer', 'IDENTITY REQUEST', 'AUTHENTICATION REQUEST'];
  const lookUp = (ue: Partial<RegistrationUe>, network = {}) => {
    const { trace, result } = registered({}, ue, { ...SERVED, ...network });
    expect(result).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF3' });
    return trace.filter(({ name, kind }) => kind === 'MESSAGE' && lookUps.includes(name)).map(({ name, receiver }) => `${name} > ${receiver}`);
  };

  it('which it has given: there is nothing to ask', () => {
    expect(lookUp(knownTo(AMF3))).toEqual([]);
  });

  it('which it has given, and forgotten: the UE is asked who it is', () => {
    expect(lookUp(forgottenBy(AMF3))).toEqual([`IDENTITY REQUEST > ${UE}`, `AUTHENTICATION REQUEST > ${UE}`]);
  });

  it('which is permanent: it has to be proven', () => {
    expect(lookUp({})).toEqual([`AUTHENTICATION REQUEST > ${UE}`]);
  });

  it('which another AMF has given: that AMF is asked', () => {
    expect(lookUp(knownTo(AMF1), REACHABLE)).toEqual(['Nnrf_NFDiscovery > NRF', 'Namf_Communication_UEContextTransfer > AMF1', `AUTHENTICATION REQUEST > ${UE}`]);
  });

  it('which an AMF has given that cannot be reached: the UE is asked who it is', () => {
    expect(lookUp(knownTo(AMF1))).toEqual(['Nnrf_NFDiscovery > NRF', 'Namf_Communication_UEContextTransfer > AMF1', `IDENTITY REQUEST > ${UE}`, `AUTHENTICATION REQUEST > ${UE}`]);
  });
});

describe('behaviour 3: an AMF that knows the UE registers it without authentication', () => {
  const SERVED = { subscriptions: [{ supi: SUPI, singleNssais: nssai(3, 4), defaultSingleNssais: nssai(3) }] };
  const UNPROVEN = ['IDENTITY REQUEST', 'AUTHENTICATION REQUEST', 'Nudm_UEAuthentication_Get'];

  it.each([
    ['ciphered', true, nssai(4)],
    ['not ciphered: what it requests follows under the keys that they share', false, nssai(4)],
  ])('the request is %s', (_, ciphersRegistrationRequest, allowed) => {
    const { trace, result } = registered({}, { ...knownTo(AMF3), allowedNssai: nssai(4), behaviour: { ciphersRegistrationRequest } }, SERVED);
    expect(only(nasOf(trace), 'REGISTRATION REQUEST')).toMatchObject({ security: 'INTEGRITY_PROTECTED', receiver: 'AMF3' });
    expect(element(only(nasOf(trace), 'REGISTRATION REQUEST'), 'NAS message container') !== undefined).toBe(ciphersRegistrationRequest);
    expect(names(trace).filter((name) => UNPROVEN.includes(name))).toEqual([]);
    expect(result).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF3', ueState: { allowedNssai: allowed } });
  });

  it('not if the integrity check fails: the keys are those of an attempt with another AMF', () => {
    // Attempt 1 goes to AMF1 and leaves the UE with new keys; AMF3 still has the old ones when attempt 2 reaches it.
    const network = { ...SERVED, gnbs: [{ ...GNBS[0]!, defaultAmf: 'AMF1' }] };
    const { trace, result } = registered({}, { ...knownTo(AMF3), allowedNssai: nssai(4) }, network);
    expect(named(nasOf(trace), 'AUTHENTICATION REQUEST').map(({ sender }) => sender)).toEqual(['AMF1', 'AMF3']);
    expect(result).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF3' });
  });

  it('and looks at what the UE has subscribed to by now', () => {
    const { result } = registered({}, { ...knownTo(AMF3), allowedNssai: nssai(3, 4) }, { subscriptions: [{ supi: SUPI, singleNssais: nssai(4) }] });
    expect(result).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF3', ueState: { allowedNssai: nssai(4) } });
  });
});

describe('behaviour 4: the security procedure', () => {
  it('comes before slice selection, since Requested NSSAI is not in clear', () => {
    const { trace } = registered(BASELINE, { guti: gutiOf(AMF3) });
    const told = trace.filter(({ protocol, name }) => protocol === 'NAS' || name === 'Nudm_SDM_Get' || name === 'Nnssf_NSSelection_Get').slice(0, 9);
    expect(told.map(({ name, security }) => [name, ...(security ? [security] : [])])).toEqual([
      ['REGISTRATION REQUEST', 'PLAIN'],
      ['IDENTITY REQUEST', 'PLAIN'],
      ['IDENTITY RESPONSE', 'PLAIN'],
      ['AUTHENTICATION REQUEST', 'PLAIN'],
      ['AUTHENTICATION RESPONSE', 'PLAIN'],
      ['SECURITY MODE COMMAND', 'INTEGRITY_PROTECTED_WITH_NEW_CONTEXT'],
      ['SECURITY MODE COMPLETE', 'INTEGRITY_PROTECTED_AND_CIPHERED_WITH_NEW_CONTEXT'],
      ['Nudm_SDM_Get'],
      ['Nnssf_NSSelection_Get'],
    ]);
    const [request, complete] = [named(nasOf(trace), 'REGISTRATION REQUEST')[0], named(nasOf(trace), 'SECURITY MODE COMPLETE')[0]];
    expect([element(request, 'Requested NSSAI'), element(request, 'NAS message container')]).toEqual([undefined, undefined]);
    expect(element(complete, 'NAS message container')).toMatchObject({ '5GS registration type': 'INITIAL', 'Requested NSSAI': nssai(1, 2) });
  });
});

describe('behaviour 5: the AMF asks for subscription and slices', () => {
  it.each([
    ['TARGET_AMF_SET', { targetAmfSet: SET1 }],
    ['CANDIDATE_AMF_LIST', { candidateAmfList: ['AMF1'] }],
  ] as const)('and the NSSF answers with %s', (answersWith, target) => {
    const { trace } = registered({}, { requestedNssai: nssai(2, 3) }, { nssf: { answersWith } });
    const [sdm, subscribed, asked, told] = ['Nudm_SDM_Get', 'Nudm_SDM_Get response', 'Nnssf_NSSelection_Get', 'Nnssf_NSSelection_Get response'].map((name) => named(trace, name)[0]);
    expect([sdm, subscribed, asked, told]).toMatchObject([{ receiver: 'UDM' }, { sender: 'UDM' }, { receiver: 'NSSF' }, { sender: 'NSSF' }]);
    expect(element(subscribed, 'singleNssais')).toEqual(nssai(1, 2));
    const subscribedNssai = nssai(1, 2).map((subscribedSnssai) => ({ subscribedSnssai, defaultIndication: true }));
    expect(asked!.informationElements).toMatchObject({ 'nf-id': 'AMF3', 'slice-info-request-for-registration': { requestedNssai: nssai(2, 3), subscribedNssai }, tai: { tac: '000002' } });
    expect(told).toMatchObject({ informationElements: { ...target, allowedNssaiList: nssai(2), configuredNssai: nssai(2, 1), rejectedNssaiInPlmn: nssai(3) } });
  });
});

describe('behaviour 6: the AMF that has handed on the context', () => {
  const THREE = { amfSets: [...SETS, amfSet(3, nssai(5), AMF5)], reachability: [{ one: SET2, other: '460-00-01-003' }] };

  it('is told that the registration was not completed, if the UE has to go elsewhere', () => {
    const { trace } = registered({}, knownTo(AMF5), THREE);
    expect(only(trace, 'Namf_Communication_RegistrationStatusUpdate')).toMatchObject({ sender: 'AMF3', receiver: 'AMF5', informationElements: { transferStatus: 'NOT_TRANSFERRED' } });
  });

  it('is told so where the UE is rerouted, too', () => {
    const { trace } = registered({ ...BASELINE, retryCap: 0 }, knownTo(AMF5), THREE);
    const [told] = named(trace, 'Namf_Communication_RegistrationStatusUpdate');
    expect(told).toMatchObject({ receiver: 'AMF5', informationElements: { transferStatus: 'NOT_TRANSFERRED' } });
    expect(trace.indexOf(told!)).toBeLessThan(trace.indexOf(only(trace, 'REROUTE NAS REQUEST')));
  });

  it('is told that it was completed, if it was', () => {
    const { trace } = registered({}, knownTo(AMF5), { ...THREE, subscriptions: [{ supi: SUPI, singleNssais: nssai(3) }] });
    expect(only(trace, 'Namf_Communication_RegistrationStatusUpdate')).toMatchObject({ sender: 'AMF3', receiver: 'AMF5', informationElements: { transferStatus: 'TRANSFERRED' } });
  });
});

describe('behaviour 7: the AMF finds the target in the NRF', () => {
  it('by the AMF set', () => {
    const { trace } = registered(BASELINE, {}, { amfSets: [amfSet(1, nssai(1, 2), { ...AMF1, relativeCapacity: 5 }, amf('AMF2', 1, 2)), SETS[1]!] });
    const [[asked], [told]] = [named(trace, 'Nnrf_NFDiscovery'), named(trace, 'Nnrf_NFDiscovery response')];
    expect(asked).toMatchObject({ sender: 'AMF3', receiver: 'NRF', informationElements: { 'target-nf-type': 'AMF', 'amf-region-id': '01', 'amf-set-id': '001' } });
    expect(element(told, 'nfInstances')).toMatchObject([{ amf: 'AMF2' }, { amf: 'AMF1' }]);
  });
});

describe('behaviour 8: AMFs that can reach each other', () => {
  it('hand the registration over directly, and the target goes on where the first has stopped', () => {
    const { trace, result } = registered(BASELINE, {}, REACHABLE);
    const handedOver = only(trace, 'Namf_Communication_N1MessageNotify');
    expect(handedOver).toMatchObject({ sender: 'AMF3', receiver: 'AMF1', disposition: 'ANSWERED' });
    expect(element(handedOver, 'registrationContextContainer')).toMatchObject({ ueContext: { supi: SUPI }, allowedNssai: nssai(1, 2) });
    expect(named(trace, 'REROUTE NAS REQUEST')).toEqual([]);
    expect(named(nasOf(trace), 'AUTHENTICATION REQUEST')).toHaveLength(1);
    expect(only(nasOf(trace), 'REGISTRATION ACCEPT')).toMatchObject({ sender: 'AMF1', receiver: UE, security: 'INTEGRITY_PROTECTED_AND_CIPHERED', disposition: 'ACCEPTED' });
    expect(result).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF1', attempts: [{ number: 1, end: 'ACCEPTED' }], ueState: { allowedNssai: nssai(1, 2) } });
  });

  it('do not if they shall go through the RAN', () => {
    const { trace, result } = registered({ ...BASELINE, reroute: 'RAN' }, {}, REACHABLE);
    expect([named(trace, 'Namf_Communication_N1MessageNotify').length, named(trace, 'REROUTE NAS REQUEST').length]).toEqual([0, 6]);
    expect(result.outcome).toBe('LOOP');
  });
});

describe('behaviour 9: a reroute through the RAN', () => {
  it('goes back to the gNB, on to the target set, and past the UE', () => {
    const { trace } = registered({ ...BASELINE, retryCap: 0 });
    const [reroute, [first, second]] = [only(trace, 'REROUTE NAS REQUEST'), named(trace, 'INITIAL UE MESSAGE')];
    expect(reroute).toMatchObject({ sender: 'AMF3', receiver: 'gNB2', disposition: 'FORWARDED', informationElements: { 'AMF Set ID': '001' } });
    expect(element(reroute, 'NGAP Message')).toMatchObject({ ...first!.informationElements, 'NAS-PDU': { name: 'REGISTRATION REQUEST' } });
    expect(second).toMatchObject({ sender: 'gNB2', receiver: 'AMF1', carries: 'REGISTRATION REQUEST', time: reroute.arrivedAt });
    expect(second!.informationElements).toMatchObject({ 'AMF Set ID': '001', 'Allowed NSSAI': nssai(1, 2), 'Source to Target AMF Information Reroute': { configuredNssai: nssai(1, 2) } });
    const [from, to] = [trace.indexOf(reroute), trace.indexOf(named(trace, 'DOWNLINK NAS TRANSPORT', { sender: 'AMF1' })[0]!)];
    expect(trace.slice(from, to).filter(({ protocol }) => protocol === 'RRC')).toEqual([]);
  });
});

describe('behaviour 10: the target AMF', () => {
  it.each([
    ['was never told of the UE', {}],
    ['has deleted its context', forgottenBy(AMF1)],
  ])('%s, and must authenticate it', (_, ue) => {
    const { trace } = registered({ ...BASELINE, retryCap: 0 }, ue);
    const after = trace.slice(trace.indexOf(named(trace, 'INITIAL UE MESSAGE')[1]!));
    expect(nasOf(after)[0]).toMatchObject({ name: 'REGISTRATION REQUEST', sender: UE, receiver: 'AMF1' });
    expect(nasOf(after)[1]).toMatchObject({ sender: 'AMF1', security: 'PLAIN', disposition: 'IGNORED', name: 'guti' in ue ? 'IDENTITY REQUEST' : 'AUTHENTICATION REQUEST' });
  });
});

describe('behaviour 11: without the idea', () => {
  it('the UE ignores what is not protected, the AMF asks five times, and the UE tries for ever', () => {
    const { trace, result } = registered(BASELINE);
    expect(result).toMatchObject({ outcome: 'LOOP', attempts: [0, 25, 50, 75, 100, 835].map((seconds) => ({ startedAt: seconds * 1000, end: 'TIMED_OUT', endedAt: seconds * 1000 + 15_000 })) });
    const asked = named(trace, 'DOWNLINK NAS TRANSPORT', { sender: 'AMF1', carries: 'AUTHENTICATION REQUEST' }).slice(0, 5);
    const begin = asked[0]!.time;
    expect(asked.map(({ time }) => time - begin)).toEqual([0, 6000, 12_000, 18_000, 24_000]);
    const released = named(trace, 'UE CONTEXT RELEASE COMMAND', { sender: 'AMF1' })[0];
    expect(released!.time - begin).toBe(30_000);
    expect(named(nasOf(trace), 'AUTHENTICATION REQUEST').filter(({ sender, disposition }) => sender === 'AMF1' && disposition !== 'IGNORED')).toEqual([]);
  });
});

describe('behaviour 12: with the idea', () => {
  it.each(['A', 'B', 'C', 'D'] as const)('the first AMF rejects with Configured NSSAI and NSSAI inclusion mode %s, protected', (rejectInclusionMode) => {
    const { trace } = registered({ rejectInclusionMode });
    expect(named(nasOf(trace), 'REGISTRATION REJECT')[0]).toMatchObject({
      ...{ sender: 'AMF3', receiver: UE, security: 'INTEGRITY_PROTECTED_AND_CIPHERED', disposition: 'ACCEPTED' },
      informationElements: { '5GMM cause': 62, 'Configured NSSAI': nssai(1, 2), 'NSSAI inclusion mode': rejectInclusionMode },
      extensions: ['Configured NSSAI', 'NSSAI inclusion mode'],
    });
  });

  it('the policy of the NSSF is told as it is', () => {
    const { trace } = registered({ retryCap: 0 }, {}, { nssf: { configuredNssai: nssai(2) } });
    expect(element(only(nasOf(trace), 'REGISTRATION REJECT'), 'Configured NSSAI')).toEqual(nssai(2));
  });
});

describe('behaviour 13: the UE that was told', () => {
  it.each([
    ['several slices', nssai(1, 2)],
    ['one slice', nssai(2)],
  ])('requests %s in NAS and tells the gNB, which selects the target', (_, singleNssais) => {
    const { trace, result } = registered({}, { allowedNssai: nssai(7), configuredNssai: nssai(7, 8) }, { subscriptions: [{ supi: SUPI, singleNssais }] });
    const [, second] = named(trace, 'RRCSetupComplete');
    expect(element(second, 's-NSSAI-List')).toEqual(singleNssais);
    expect(named(trace, 'INITIAL UE MESSAGE').map(({ receiver }) => receiver)).toEqual(['AMF3', 'AMF1']);
    expect(element(named(nasOf(trace), 'SECURITY MODE COMPLETE')[1], 'NAS message container')).toMatchObject({ 'Requested NSSAI': singleNssais });
    expect([named(trace, 'REROUTE NAS REQUEST'), named(trace, 'Namf_Communication_N1MessageNotify', { sender: 'AMF1' })]).toEqual([[], []]);
    expect(result).toMatchObject({
      ...{ outcome: 'REGISTERED', amf: 'AMF1' },
      attempts: [{ requestedNssai: nssai(7), end: 'REJECTED', cause: 62 }, { requestedNssai: singleNssais, accessStratumNssai: singleNssais, end: 'ACCEPTED' }],
      ueState: { allowedNssai: singleNssais, configuredNssai: singleNssais, nssaiInclusionMode: 'C' },
    });
  });

  it('tells the gNB its slices rather than who has served it before', () => {
    const { trace, result } = registered({ givesGuami: true }, knownTo(AMF3));
    expect(named(trace, 'RRCSetupComplete').map((entry) => element(entry, 'registeredAMF') !== undefined)).toEqual([true, false]);
    expect(result).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF1' });
  });
});

describe('behaviour 14: Configured NSSAI without inclusion mode', () => {
  it('leaves the gNB in the dark, and registration fails again', () => {
    const { trace, result } = registered({ rejectInclusionMode: 'NONE' });
    expect(named(trace, 'RRCSetupComplete').map((entry) => element(entry, 's-NSSAI-List'))).toEqual(Array(6).fill(undefined));
    expect(named(nasOf(trace), 'REGISTRATION REJECT').map(({ sender }) => sender)).toEqual(Array(6).fill('AMF3'));
    expect(result.outcome).toBe('LOOP');
  });
});

describe('behaviour 15: an AMF that is itself the target', () => {
  it.each([{}, BASELINE, { rejectBy: 'TARGET' }] as const)('registers the UE (%j)', (settings) => {
    const { trace, result } = registered(settings, {}, { subscriptions: [{ supi: SUPI, singleNssais: nssai(4) }] });
    expect(result).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF3', attempts: [{ number: 1, end: 'ACCEPTED' }] });
    expect(names(trace).filter((name) => /REROUTE|N1MessageNotify|Nnrf/.test(name))).toEqual([]);
  });
});

describe('behaviour 16: Allowed NSSAI', () => {
  const MANY = Array.from({ length: 12 }, (_, index) => S(20 + index));
  const network = {
    gnbs: [{ ...GNBS[0]!, snssais: [...nssai(1, 2, 3, 4, 5), ...MANY] }],
    amfSets: [SETS[0]!, amfSet(2, [...nssai(3, 4, 5), ...MANY], AMF3)],
  };
  const allowed = (singleNssais: Snssai[], requestedNssai: Snssai[], defaultSingleNssais = singleNssais) => {
    const { trace } = registered({}, { requestedNssai }, { ...network, subscriptions: [{ supi: SUPI, singleNssais, defaultSingleNssais }] });
    const accept = only(nasOf(trace), 'REGISTRATION ACCEPT');
    expect(accept.sender).toBe('AMF3');
    return element(accept, 'Allowed NSSAI');
  };

  it('is what the AMF supports, the UE has subscribed to and requests', () => {
    expect(allowed(nssai(3, 4, 1), nssai(4, 5))).toEqual(nssai(4));
    expect(allowed(nssai(3, 4), nssai(4, 3))).toEqual(expect.arrayContaining(nssai(3, 4)));
  });

  it('is what the default slices leave, where it may have nothing of what it requests', () => {
    expect(allowed(nssai(3, 4), nssai(1), nssai(3))).toEqual(nssai(3));
    expect(allowed(nssai(3, 4), [], nssai(4))).toEqual(nssai(4));
  });

  it('has no more than eight', () => {
    expect(allowed(MANY, [])).toHaveLength(8);
  });

  it('is what the UE requests from then on', () => {
    const first = registered();
    const again = emulated({ network: isolated(), ue: first.result.ueState, gnb: 'gNB2', registrationType: 'MOBILITY', settings: {} });
    expect(again.result).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF1', attempts: [{ requestedNssai: nssai(1, 2), accessStratumNssai: nssai(1, 2), end: 'ACCEPTED' }] });
    expect(named(nasOf(again.trace), 'AUTHENTICATION REQUEST')).toEqual([]);
  });
});

describe('behaviour 17: completion', () => {
  it('goes through the gNB, and the UE asks no more', () => {
    const { trace } = registered({}, {}, { subscriptions: [{ supi: SUPI, singleNssais: nssai(3) }] });
    const [setup, response] = [only(trace, 'INITIAL CONTEXT SETUP REQUEST'), only(trace, 'INITIAL CONTEXT SETUP RESPONSE')];
    expect(setup).toMatchObject({ sender: 'AMF3', receiver: 'gNB2', carries: 'REGISTRATION ACCEPT', informationElements: { 'Allowed NSSAI': nssai(3) } });
    expect(response).toMatchObject({ sender: 'gNB2', receiver: 'AMF3', disposition: 'ACCEPTED' });
    const accept = only(nasOf(trace), 'REGISTRATION ACCEPT');
    expect(accept).toMatchObject({ sender: 'AMF3', receiver: UE, disposition: 'ACCEPTED', informationElements: { '5G-GUTI': { guami: { amfId: AMF3.amfId } } } });
    expect(only(nasOf(trace), 'REGISTRATION COMPLETE')).toMatchObject({ sender: UE, receiver: 'AMF3', security: 'INTEGRITY_PROTECTED_AND_CIPHERED', disposition: 'ACCEPTED' });
    expect(named(trace, 'T3510').map(({ timerEvent }) => timerEvent)).toEqual(['STARTED', 'STOPPED']);
    expect(named(trace, 'T3550').map(({ timerEvent }) => timerEvent)).toEqual(['STARTED', 'STOPPED']);
    expect(trace.filter(({ time, sender, protocol }) => time > accept.arrivedAt! && sender === UE && protocol !== 'NAS')).toEqual([]);
  });
});

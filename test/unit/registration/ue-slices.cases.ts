import type { RegistrationUe } from '../../../src/modules/registration/domain/types.js';
import { GUTI, KEY, slice, slices, SUPI, UeBench } from './ue-bench.js';

const CONTEXT = { ngKsi: 2, amf: 'amf1' };

interface Request {
  'Requested NSSAI'?: object;
  'NAS message container'?: Request;
}

const requestedBy = (ue: Partial<RegistrationUe>) => new UeBench({ ue }).report.attempts[0]?.requestedNssai;

describe('REGISTRATION REQUEST of a UE', () => {
  it.each([
    ['nothing is stored', {}, undefined],
    ['its Allowed NSSAI', { allowedNssai: slices(2), configuredNssai: slices(1, 2) }, slices(2)],
    ['its Configured NSSAI if it has no Allowed NSSAI', { configuredNssai: slices(1, 2) }, slices(1, 2)],
    ['the first eight of its Configured NSSAI', { configuredNssai: slices(1, 2, 3, 4, 5, 6, 7, 8, 9) }, slices(1, 2, 3, 4, 5, 6, 7, 8)],
    ['what it shall request whatever else is stored', { requestedNssai: slices(3), allowedNssai: slices(2) }, slices(3)],
    ['nothing, if it shall', { requestedNssai: [], allowedNssai: slices(2) }, undefined],
  ])('asks for slices: %s', (_, ue, requested) => {
    expect(requestedBy(ue)).toEqual(requested);
  });

  it('is plain without a security context, and has only cleartext elements', () => {
    const { nas } = new UeBench({ ue: { allowedNssai: slices(1) } }).setUp();
    const elements = { '5GS registration type': 'INITIAL', '5GS mobile identity': { type: 'SUCI', supi: SUPI }, ngKSI: 7 };
    expect(nas).toEqual({ name: 'REGISTRATION REQUEST', elements, sender: 'UE u1', protection: 'PLAIN' });
  });

  it('is protected with a security context, and complete in a container', () => {
    const { nas } = new UeBench({ type: 'MOBILITY', ue: { allowedNssai: slices(1), guti: GUTI, securityContext: CONTEXT } }).setUp();
    const cleartext = { '5GS registration type': 'MOBILITY', '5GS mobile identity': { type: '5G-GUTI', guti: GUTI }, ngKSI: 2 };
    const elements = { ...cleartext, 'NAS message container': { ...cleartext, 'Requested NSSAI': slices(1) } };
    expect(nas).toEqual({ name: 'REGISTRATION REQUEST', elements, sender: 'UE u1', protection: 'INTEGRITY_PROTECTED', key: `KAMF(${SUPI},amf1,2)` });
  });

  it('has no container if the UE does not cipher it', () => {
    const ue = { allowedNssai: slices(1), securityContext: CONTEXT, behaviour: { ciphersRegistrationRequest: false } };
    const { nas } = new UeBench({ ue }).setUp();
    expect(nas).toMatchObject({ protection: 'INTEGRITY_PROTECTED' });
    expect(Object.keys(nas!.elements)).toEqual(['5GS registration type', '5GS mobile identity', 'ngKSI']);
  });

  it('is complete in SECURITY MODE COMPLETE', () => {
    const bench = new UeBench({ ue: { allowedNssai: slices(1, 2) } });
    bench.setUp();
    bench.nas('AUTHENTICATION REQUEST', { ngKSI: 1, 'Authentication parameter RAND': 'rand-1' });
    const { answer } = bench.nas('SECURITY MODE COMMAND', { ngKSI: 1 }, KEY);
    expect((answer!.elements as Request)['NAS message container']).toMatchObject({ '5GS registration type': 'INITIAL', 'Requested NSSAI': slices(1, 2) });
  });
});

describe('what a UE tells the gNB', () => {
  const told = (ue: Partial<RegistrationUe>, settings = {}) => new UeBench({ ue: { allowedNssai: slices(1, 2), ...ue }, settings }).setUp().elements;

  it.each(['A', 'B', 'C'] as const)('is its Requested NSSAI in NSSAI inclusion mode %s', (nssaiInclusionMode) => {
    expect(told({ nssaiInclusionMode })).toEqual({ 's-NSSAI-List': slices(1, 2) });
  });

  it.each([
    ['in mode D', { nssaiInclusionMode: 'D' as const }, {}],
    ['without a stored mode', {}, {}],
    ['if the run says that it does not', { nssaiInclusionMode: 'A' as const }, { givesNssai: false }],
    ['if it requests nothing', { nssaiInclusionMode: 'A' as const, requestedNssai: [] }, {}],
  ])('is nothing %s', (_, ue, settings) => {
    expect(told(ue, settings)).toEqual({});
  });

  it('is GUAMI and 5G-S-TMSI if the run says so and it has a 5G-GUTI', () => {
    const identity = { registeredAMF: { amfIdentifier: '010041' }, 'guami-Type': 'native', 'ng-5G-S-TMSI-Value': GUTI };
    expect(told({ guti: GUTI }, { givesGuami: true })).toEqual(identity);
    expect(told({}, { givesGuami: true })).toEqual({});
    expect(told({ guti: GUTI })).toEqual({});
  });

  it('is in its report of the attempt', () => {
    const [attempt] = new UeBench({ ue: { allowedNssai: [slice(1)], nssaiInclusionMode: 'C' } }).report.attempts;
    expect(attempt).toEqual({ number: 1, startedAt: 0, requestedNssai: [slice(1)], accessStratumNssai: [slice(1)] });
    expect(new UeBench({ ue: { allowedNssai: [slice(1)] } }).report.attempts).toEqual([{ number: 1, startedAt: 0, requestedNssai: [slice(1)] }]);
  });
});

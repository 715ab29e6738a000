import { kamf } from '../../../src/modules/registration/domain/emulation/keys.js';
import { GUTI, KEY, slices, SUPI, UeBench } from './ue-bench.js';

const AFTER_SECURE_EXCHANGE = 'The message is not protected although secure exchange of NAS messages has begun (TS 24.501, 4.4.4.2).';
const UNKNOWN_KEY = 'The MAC cannot be verified: the message is protected with a key that the UE does not use (TS 24.501, 4.4.4.2).';
const CHALLENGE = { ngKSI: 3, 'Authentication parameter RAND': 'rand-2' };
const ACCEPT = { '5G-GUTI': GUTI, 'Allowed NSSAI': slices(1, 2) };

describe('NAS security of a UE', () => {
  it('answers identity and authentication requests without protection as long as there is no secure exchange', () => {
    const bench = new UeBench({ ue: { guti: GUTI, securityContext: { ngKsi: 2, amf: 'amf1' } } });
    bench.setUp();
    const identity = bench.nas('IDENTITY REQUEST', { 'Identity type': 'SUCI' });
    expect(identity.is).toBe('ANSWERED');
    expect(identity.answer).toEqual({ name: 'IDENTITY RESPONSE', elements: { 'Mobile identity': { type: 'SUCI', supi: SUPI } }, sender: 'UE u1', protection: 'PLAIN' });
    const { answer } = bench.nas('AUTHENTICATION REQUEST', CHALLENGE);
    const elements = { 'Authentication response parameter': `RES*(${SUPI},rand-2)` };
    expect(answer).toEqual({ name: 'AUTHENTICATION RESPONSE', elements, sender: 'UE u1', protection: 'PLAIN' });
  });

  it('takes the new context into use with SECURITY MODE COMMAND, which it verifies', () => {
    const bench = new UeBench();
    bench.setUp();
    bench.nas('AUTHENTICATION REQUEST', CHALLENGE);
    expect(bench.nas('SECURITY MODE COMMAND', { ngKSI: 3 }, KEY)).toEqual({ is: 'IGNORED', why: UNKNOWN_KEY });
    const { is, answer } = bench.nas('SECURITY MODE COMMAND', { ngKSI: 3 }, kamf(SUPI, 'rand-2'));
    expect(is).toBe('ANSWERED');
    expect(answer).toMatchObject({ name: 'SECURITY MODE COMPLETE', protection: 'INTEGRITY_PROTECTED_AND_CIPHERED_WITH_NEW_CONTEXT', key: kamf(SUPI, 'rand-2') });
    bench.surroundings.passUntilExpiry(bench.ue);
    bench.surroundings.passUntilExpiry(bench.ue);
    expect(bench.setUp().nas).toMatchObject({ protection: 'INTEGRITY_PROTECTED', key: kamf(SUPI, 'rand-2'), elements: { ngKSI: 3 } });
  });

  it('ignores what is not protected after secure exchange has begun, until the connection ends', () => {
    const bench = new UeBench().secure();
    const ignored = { is: 'IGNORED', why: AFTER_SECURE_EXCHANGE };
    expect(bench.nas('IDENTITY REQUEST', { 'Identity type': 'SUCI' })).toEqual(ignored);
    expect(bench.nas('AUTHENTICATION REQUEST', CHALLENGE)).toEqual(ignored);
    expect(bench.reject({ 'Configured NSSAI': slices(5) })).toEqual(ignored);
    expect(bench.report.attempts[0]).not.toHaveProperty('end');
    bench.surroundings.passUntilExpiry(bench.ue);
    bench.surroundings.passUntilExpiry(bench.ue);
    bench.setUp();
    expect(bench.nas('AUTHENTICATION REQUEST', CHALLENGE).is).toBe('ANSWERED');
  });

  it('takes others only with protection, even before secure exchange', () => {
    const bench = new UeBench();
    bench.setUp();
    expect(bench.nas('REGISTRATION ACCEPT', ACCEPT)).toEqual({ is: 'IGNORED', why: 'REGISTRATION ACCEPT is not taken without protection (TS 24.501, 4.4.4.2).' });
    expect(bench.nas('SECURITY MODE COMMAND', { ngKSI: 1 })).toMatchObject({ is: 'IGNORED', why: expect.stringContaining('SECURITY MODE COMMAND') });
  });

  it('begins secure exchange with a message that is protected with its present context, and not with that of another', () => {
    const bench = new UeBench({ ue: { securityContext: { ngKsi: 2, amf: 'amf1' } } });
    bench.setUp();
    expect(bench.nas('AUTHENTICATION REQUEST', CHALLENGE, KEY)).toEqual({ is: 'IGNORED', why: UNKNOWN_KEY });
    expect(bench.nas('IDENTITY REQUEST', { 'Identity type': 'SUCI' }).is).toBe('ANSWERED');
    const present = `KAMF(${SUPI},amf1,2)`;
    const { answer } = bench.nas('AUTHENTICATION REQUEST', CHALLENGE, present);
    expect(answer).toMatchObject({ protection: 'INTEGRITY_PROTECTED_AND_CIPHERED', key: present });
    expect(bench.nas('IDENTITY REQUEST', { 'Identity type': 'SUCI' })).toEqual({ is: 'IGNORED', why: AFTER_SECURE_EXCHANGE });
  });

  it('takes the context into use that SECURITY MODE COMMAND is protected with, not one that is only agreed on', () => {
    const bench = new UeBench().secure();
    bench.nas('AUTHENTICATION REQUEST', CHALLENGE, KEY);
    expect(bench.nas('SECURITY MODE COMMAND', { ngKSI: 1 }, KEY).answer).toMatchObject({ key: KEY });
  });

  it('forgets with the connection what was only agreed on', () => {
    const bench = new UeBench();
    bench.setUp();
    bench.nas('AUTHENTICATION REQUEST', CHALLENGE);
    bench.surroundings.passUntilExpiry(bench.ue);
    bench.surroundings.passUntilExpiry(bench.ue);
    bench.setUp();
    expect(bench.nas('SECURITY MODE COMMAND', { ngKSI: 3 }, kamf(SUPI, 'rand-2'))).toEqual({ is: 'IGNORED', why: UNKNOWN_KEY });
  });

  it('answers plain requests even then, if it departs from the standard, and takes the new key', () => {
    const bench = new UeBench({ ue: { behaviour: { acceptsPlainAuthentication: true } } }).secure();
    expect(bench.nas('IDENTITY REQUEST', { 'Identity type': 'SUCI' }).answer).toMatchObject({ name: 'IDENTITY RESPONSE', protection: 'PLAIN' });
    expect(bench.nas('AUTHENTICATION REQUEST', CHALLENGE).answer).toMatchObject({ name: 'AUTHENTICATION RESPONSE', protection: 'PLAIN' });
    expect(bench.nas('SECURITY MODE COMMAND', { ngKSI: 3 }, kamf(SUPI, 'rand-2')).is).toBe('ANSWERED');
    expect(bench.reject()).toEqual({ is: 'IGNORED', why: AFTER_SECURE_EXCHANGE });
  });
});

describe('REGISTRATION ACCEPT', () => {
  it('registers the UE, which keeps what it says and answers', () => {
    const bench = new UeBench({ ue: { requestedNssai: slices(3), guti: { ...GUTI, tmsi: '00000008' }, nssaiInclusionMode: 'D' } }).secure();
    bench.surroundings.time = 150;
    const elements = { ...ACCEPT, 'Configured NSSAI': slices(1, 2, 3), 'NSSAI inclusion mode': 'B' as const };
    const { is, answer } = bench.nas('REGISTRATION ACCEPT', elements, KEY);
    expect(is).toBe('ACCEPTED');
    expect(answer).toEqual({ name: 'REGISTRATION COMPLETE', elements: {}, sender: 'UE u1', protection: 'INTEGRITY_PROTECTED_AND_CIPHERED', key: KEY });
    expect(bench.report).toEqual({
      ...{ outcome: 'REGISTERED', reason: 'Attempt 1 was accepted.', amf: 'amf-010041', outcomeAt: 150 },
      attempts: [{ number: 1, startedAt: 0, requestedNssai: slices(3), end: 'ACCEPTED', endedAt: 150 }],
      stored: {
        ...{ id: 'u1', supi: SUPI, guti: GUTI, allowedNssai: slices(1, 2), configuredNssai: slices(1, 2, 3), nssaiInclusionMode: 'B' },
        securityContext: { ngKsi: 1, amf: 'amf-010041' },
      },
      key: KEY,
    });
    expect(bench.surroundings.running).toEqual({});
  });

  it('keeps what it does not say anew', () => {
    const behaviour = { readsRejectExtensions: false };
    const bench = new UeBench({ ue: { configuredNssai: slices(1, 5), nssaiInclusionMode: 'A', behaviour } }).secure();
    bench.nas('REGISTRATION ACCEPT', ACCEPT, KEY);
    expect(bench.report.stored).toMatchObject({ allowedNssai: slices(1, 2), configuredNssai: slices(1, 5), nssaiInclusionMode: 'A', behaviour });
  });

  it('may be protected with the context that the UE has stored', () => {
    const bench = new UeBench({ ue: { guti: GUTI, securityContext: { ngKsi: 2, amf: 'amf-010041' } } });
    bench.setUp();
    expect(bench.nas('REGISTRATION ACCEPT', ACCEPT, `KAMF(${SUPI},amf-010041,2)`).is).toBe('ACCEPTED');
    expect(bench.report.stored.securityContext).toEqual({ ngKsi: 2, amf: 'amf-010041' });
  });

  it('ends it: whatever comes then changes nothing', () => {
    const bench = new UeBench().secure();
    bench.nas('REGISTRATION ACCEPT', ACCEPT, KEY);
    const before = structuredClone(bench.report);
    expect(bench.reject({}, KEY)).toEqual({ is: 'IGNORED', why: 'The UE is 5GMM-REGISTERED and waits for no answer to a registration.' });
    expect(bench.reject()).toEqual({ is: 'IGNORED', why: AFTER_SECURE_EXCHANGE });
    expect(bench.rrc('RRCRelease')).toEqual({ disposition: 'ACCEPTED', reason: 'The connection has ended.' });
    expect([bench.report, bench.surroundings.running, bench.surroundings.takeSent()]).toEqual([before, {}, []]);
  });
});

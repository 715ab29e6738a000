import type { RegistrationUe } from '../../../src/modules/registration/domain/types.js';
import { GUTI, KEY, slice, slices, UeBench } from './ue-bench.js';

const HINTS = { 'Configured NSSAI': slices(5, 6), 'NSSAI inclusion mode': 'C' as const };
const refused = (number: number) => ({ ...slice(number), cause: 0 as const });

/** A UE in secure exchange, rejected with protection. */
function rejected(elements: Parameters<UeBench['reject']>[0], ue: Partial<RegistrationUe> = {}, settings = {}) {
  const bench = new UeBench({ ue, settings }).secure();
  return { bench, ...bench.reject(elements, KEY) };
}

/** The next attempt, once the network has released the connection. */
function released(bench: UeBench) {
  bench.rrc('RRCRelease');
  return bench.report.attempts.at(-1)!;
}

describe('a protected REGISTRATION REJECT with 5GMM cause 62', () => {
  it('gives the UE slices that it requests in NAS and towards the gNB, as soon as the connection has ended', () => {
    const { bench, is, answer } = rejected(HINTS, { requestedNssai: slices(1, 2), allowedNssai: slices(1, 2), guti: GUTI }, { givesNssai: false });
    expect([is, answer, bench.report.outcome]).toEqual(['ACCEPTED', undefined, undefined]);
    expect(bench.surroundings.running).toEqual({ T3540: 10_000 });
    bench.surroundings.time = 30;
    expect(released(bench)).toEqual({ number: 2, startedAt: 30, requestedNssai: slices(5, 6), accessStratumNssai: slices(5, 6) });
    expect(bench.report.attempts[0]).toMatchObject({ end: 'REJECTED', endedAt: 0, cause: 62 });
    expect(bench.surroundings.running).toEqual({ T3510: 15_030 });
    expect(bench.setUp().elements).toEqual({ 's-NSSAI-List': slices(5, 6) });
    expect(bench.report.stored).toMatchObject({ guti: GUTI, allowedNssai: [], configuredNssai: slices(5, 6), nssaiInclusionMode: 'C' });
    expect(bench.report.stored).not.toHaveProperty('requestedNssai');
  });

  it('with a Configured NSSAI makes the UE keep its GUAMI from the gNB, which would go by it', () => {
    const { bench } = rejected({ 'NSSAI inclusion mode': 'C' }, { guti: GUTI, allowedNssai: slices(1) }, { givesGuami: true });
    released(bench);
    expect(bench.setUp().elements).toMatchObject({ 's-NSSAI-List': slices(1), registeredAMF: { amfIdentifier: '010041' } });
    bench.secure().reject(HINTS, KEY);
    for (const further of [{}, HINTS]) {
      released(bench);
      expect(bench.setUp().elements).toEqual({ 's-NSSAI-List': slices(5, 6) });
      bench.secure().reject(further, KEY);
    }
    released(bench);
    expect(bench.setUp().nas!.elements).toMatchObject({ '5GS mobile identity': { type: '5G-GUTI' } });
  });

  it('does not make the UE tell the gNB without an inclusion mode (negative case)', () => {
    const { bench } = rejected({ 'Configured NSSAI': slices(5) }, { allowedNssai: slices(1) });
    expect(released(bench)).toEqual({ number: 2, startedAt: 0, requestedNssai: slices(5) });
  });

  it('does not make the UE request others without a Configured NSSAI', () => {
    const { bench } = rejected({ 'NSSAI inclusion mode': 'A' }, { allowedNssai: slices(1) });
    expect(released(bench)).toMatchObject({ requestedNssai: slices(1), accessStratumNssai: slices(1) });
  });

  it('is taken without its extensions by a UE that does not read them', () => {
    const { bench, why } = rejected(HINTS, { allowedNssai: slices(1), behaviour: { readsRejectExtensions: false } });
    expect(why).toContain('does not read');
    expect(released(bench)).toEqual({ number: 2, startedAt: 0, requestedNssai: slices(1) });
  });

  it('takes what is rejected out of what is requested next', () => {
    const { bench } = rejected({ 'Rejected NSSAI': [refused(1)] }, { requestedNssai: slices(1, 2), allowedNssai: slices(1, 3), configuredNssai: slices(1, 2, 3) });
    expect(released(bench).requestedNssai).toEqual(slices(2));
    bench.secure();
    bench.reject({ 'Rejected NSSAI': [refused(2)] }, KEY);
    expect(released(bench).requestedNssai).toEqual(slices(3));
    bench.secure();
    bench.reject({ 'Rejected NSSAI': [refused(3)] }, KEY);
    expect(bench.report).toMatchObject({ outcome: 'REJECTED', reason: 'REGISTRATION REJECT with 5GMM cause 62 in attempt 3, and no slice is left to request.' });
  });

  it('leaves the Configured NSSAI when all of the Allowed NSSAI is rejected', () => {
    const { bench } = rejected({ 'Rejected NSSAI': [refused(1)] }, { allowedNssai: slices(1), configuredNssai: slices(1, 2) });
    expect(released(bench).requestedNssai).toEqual(slices(2));
    expect(bench.report.stored.allowedNssai).toEqual([]);
  });

  it('makes what was rejected before requestable by a new Configured NSSAI', () => {
    const { bench } = rejected({ 'Rejected NSSAI': [refused(1)] }, { configuredNssai: slices(1, 2) });
    released(bench);
    bench.secure();
    bench.reject({ 'Configured NSSAI': slices(1) }, KEY);
    expect(released(bench).requestedNssai).toEqual(slices(1));
  });

  it('is the end if the UE has nothing to request', () => {
    const { bench, why } = rejected({});
    expect(why).toBe('No slice is left to request (TS 24.501, 5.5.1.2.5).');
    expect([bench.report.outcome, bench.surroundings.running]).toEqual(['REJECTED', {}]);
    expect(released(bench).number).toBe(1);
  });

  it('again and again is a LOOP at the retry cap', () => {
    const { bench } = rejected(HINTS, {}, { retryCap: 2 });
    for (let attempt = 2; attempt <= 3; attempt++) {
      expect(released(bench).number).toBe(attempt);
      bench.secure().reject(HINTS, KEY);
    }
    expect(bench.report).toMatchObject({ outcome: 'LOOP', reason: 'The UE would try again, more than 2 times: REGISTRATION REJECT with 5GMM cause 62 in attempt 3.' });
    expect(bench.surroundings.running).toEqual({});
  });

  it('resets the attempt counter', () => {
    const bench = new UeBench({ ue: { allowedNssai: slices(1) }, settings: { retryCap: 20 } });
    while (bench.channel < 4) bench.surroundings.passUntilExpiry(bench.ue);
    bench.secure().reject({}, KEY);
    released(bench);
    const timers = Array.from({ length: 10 }, () => bench.surroundings.passUntilExpiry(bench.ue));
    expect(timers.join(' ')).toBe(`${'T3510 T3511 '.repeat(4)}T3510 T3502`);
  });

  it('is followed by the next attempt after T3540 if nobody releases the connection', () => {
    const { bench } = rejected(HINTS);
    expect(bench.surroundings.passUntilExpiry(bench.ue)).toBe('T3540');
    expect(bench.report.attempts[1]).toMatchObject({ number: 2, startedAt: 10_000 });
    expect(bench.rrc('RRCRelease', 1).disposition).toBe('IGNORED');
  });
});

describe('a REGISTRATION REJECT with another 5GMM cause', () => {
  it.each([9, 10])('%i: the UE forgets who it is and registers as INITIAL at once', (cause) => {
    const bench = new UeBench({ type: 'MOBILITY', ue: { guti: GUTI, securityContext: { ngKsi: 2, amf: 'amf1' } } });
    bench.setUp();
    expect(bench.reject({ '5GMM cause': cause }).is).toBe('ACCEPTED');
    released(bench);
    const { elements, protection } = bench.setUp().nas!;
    expect(elements).toMatchObject({ '5GS registration type': 'INITIAL', '5GS mobile identity': { type: 'SUCI' }, ngKSI: 7 });
    expect(protection).toBe('PLAIN');
    expect(bench.report.stored).not.toHaveProperty('guti');
    expect(bench.report.stored).not.toHaveProperty('securityContext');
  });

  it('62 in a mobility registration: it stays one', () => {
    const bench = new UeBench({ type: 'MOBILITY', ue: { allowedNssai: slices(1) } }).secure();
    bench.reject({}, KEY);
    released(bench);
    expect(bench.setUp().nas!.elements).toMatchObject({ '5GS registration type': 'MOBILITY' });
  });

  it('22: the UE tries again later, as after a failure', () => {
    const { bench } = rejected({ '5GMM cause': 22 });
    expect(bench.surroundings.running).toEqual({ T3511: 10_000 });
    expect(released(bench)).toMatchObject({ number: 1, end: 'REJECTED', cause: 22 });
    bench.surroundings.passUntilExpiry(bench.ue);
    expect(bench.report.attempts[1]!.startedAt).toBe(10_000);
  });

  it.each([3, 7, 11, 111])('%i: the UE gives up', (cause) => {
    const { bench } = rejected({ '5GMM cause': cause }, { allowedNssai: slices(1) });
    expect(bench.report).toMatchObject({ outcome: 'REJECTED', reason: `REGISTRATION REJECT with 5GMM cause ${cause} in attempt 1.` });
    expect(bench.surroundings.running).toEqual({});
  });
});

describe('a REGISTRATION REJECT without protection', () => {
  it.each([62, 7])('with cause %i before secure exchange ends the attempt, and nothing that it says is believed', (cause) => {
    const bench = new UeBench({ ue: { allowedNssai: slices(1), nssaiInclusionMode: 'D' } });
    bench.setUp();
    const { is, why } = bench.reject({ '5GMM cause': cause, ...HINTS });
    expect([is, why]).toEqual(['ACCEPTED', 'The attempt has failed; the message is not protected, so nothing else that it says is believed.']);
    expect(bench.report.stored).toMatchObject({ allowedNssai: slices(1), configuredNssai: [], nssaiInclusionMode: 'D' });
    expect(bench.surroundings.running).toEqual({ T3511: 10_000 });
    bench.surroundings.passUntilExpiry(bench.ue);
    expect(bench.report.attempts[1]).toEqual({ number: 2, startedAt: 10_000, requestedNssai: slices(1) });
    expect(bench.setUp().name).toBe('RRCSetupComplete');
  });

  it('lets the UE wait for T3511 even if it has tried again at once before', () => {
    const { bench } = rejected(HINTS);
    released(bench);
    bench.setUp();
    bench.reject();
    expect(released(bench)).toMatchObject({ number: 2, end: 'REJECTED' });
    expect(bench.surroundings.running).toEqual({ T3511: 10_000 });
  });

  it('is believed by a UE that departs from the standard, even after secure exchange has begun', () => {
    const bench = new UeBench({ ue: { behaviour: { acceptsPlainReject: true } } }).secure();
    expect(bench.reject(HINTS).is).toBe('ACCEPTED');
    expect(released(bench)).toMatchObject({ number: 2, requestedNssai: slices(5, 6), accessStratumNssai: slices(5, 6) });
  });

  it('of an attacker is on whatever connection there is', () => {
    const bench = new UeBench().secure();
    const elements = { '5GMM cause': 62 };
    expect(bench.nas('REGISTRATION REJECT', elements, undefined, 0).why).toContain('4.4.4.2');
    bench.rrc('RRCRelease');
    expect(bench.nas('REGISTRATION REJECT', elements, undefined, 0)).toEqual({ is: 'IGNORED', why: 'The UE has no RRC connection.' });
  });

  it('makes the UE deaf to the network until its next attempt', () => {
    const bench = new UeBench();
    bench.setUp();
    bench.reject();
    const { is, why } = bench.nas('AUTHENTICATION REQUEST', { ngKSI: 1, 'Authentication parameter RAND': 'rand-1' });
    expect([is, why]).toEqual(['IGNORED', 'The UE is 5GMM-DEREGISTERED and waits for no answer to a registration.']);
  });
});

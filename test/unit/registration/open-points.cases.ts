import type { RegistrationRunSettings, RegistrationUe } from '../../../src/modules/registration/domain/types.js';
import { AMF1, AMF3, amfSet, gutiOf, isolated, nssai, registered, SET1, SET2, SUPI } from '../../support/registration/isolated.js';
import { acceptedPlain, element, named, nasOf, only, unfinished } from '../../support/registration/trace-reader.js';

const UE = 'UE phone';
const BASELINE = { rejectBy: 'NONE' } as const;
const [SERVING, DEFAULT] = isolated().amfSets;
const REACHABLE = { reachability: [{ one: SET2, other: SET1 }] };
const REGISTERED_AT_AMF1 = { outcome: 'REGISTERED', amf: 'AMF1', ueState: { allowedNssai: nssai(1, 2) } };

describe('a reject by the AMF to which the UE was rerouted', () => {
  const reject = (behaviour: RegistrationUe['behaviour'] = {}) => {
    const run = registered({ rejectBy: 'TARGET' }, { behaviour });
    return { ...run, reject: named(nasOf(run.trace), 'REGISTRATION REJECT')[0]! };
  };

  it('is not protected, and dropped as the authentication request is', () => {
    const { reject: told, result } = reject();
    expect(told).toMatchObject({ sender: 'AMF1', receiver: UE, security: 'PLAIN', disposition: 'IGNORED' });
    expect(told.informationElements).toEqual({ '5GMM cause': 62, 'Configured NSSAI': nssai(1, 2), 'NSSAI inclusion mode': 'C' });
    expect(result.outcome).toBe('LOOP');
  });

  it('helps a UE that believes it', () => {
    const { reject: told, result } = reject({ acceptsPlainReject: true });
    expect(told).toMatchObject({ sender: 'AMF1', security: 'PLAIN', disposition: 'ACCEPTED', extensions: ['Configured NSSAI', 'NSSAI inclusion mode'] });
    expect(result).toMatchObject({ ...REGISTERED_AT_AMF1, attempts: [{ end: 'REJECTED', cause: 62 }, { accessStratumNssai: nssai(1, 2), end: 'ACCEPTED' }] });
  });

  it('does not help a UE that lets plain authentication pass and no plain reject', () => {
    expect(reject({ acceptsPlainAuthentication: true }).result.outcome).toBe('LOOP');
  });
});

describe('a UE that answers plain authentication after secure exchange has begun', () => {
  it('is registered by the AMF to which it was rerouted: it cannot show the failure', () => {
    const { result, trace } = registered(BASELINE, { behaviour: { acceptsPlainAuthentication: true } });
    expect(result).toMatchObject({ ...REGISTERED_AT_AMF1, attempts: [{ end: 'ACCEPTED' }] });
    expect(named(nasOf(trace), 'AUTHENTICATION REQUEST').map(({ sender, disposition }) => [sender, disposition])).toEqual([['AMF3', 'ANSWERED'], ['AMF1', 'ANSWERED']]);
    expect(acceptedPlain(trace, UE).map(({ name, sender }) => [name, sender])).toEqual([['AUTHENTICATION REQUEST', 'AMF1'], ['AUTHENTICATION RESPONSE', UE]]);
  });
});

describe('a UE with which no protected message was exchanged before the reroute', () => {
  it('takes the plain authentication of the target', () => {
    const known = { guti: gutiOf(AMF3), securityContext: { ngKsi: 2, amf: 'AMF3' } };
    const { result, trace } = registered(BASELINE, known);
    expect([named(trace, 'REROUTE NAS REQUEST').length, result]).toMatchObject([1, REGISTERED_AT_AMF1]);
  });
});

describe('a forged reject without protection', () => {
  const forged = { cause: 62, configuredNssai: nssai(3), nssaiInclusionMode: 'A' as const };
  const at = (after: number, more: Partial<RegistrationUe> = {}, settings: RegistrationRunSettings = {}) => registered({ forgedReject: { ...forged, after }, ...settings }, more);
  // SECURITY MODE COMMAND of attempt 1 arrives at 84 ms, its reject at 128 ms; that of attempt 2 at 212 ms, and REGISTRATION ACCEPT at 250 ms.
  const SECURE = [75, 90, 110, 203, 230];
  const NOT_YET_SECURE = [11, 40, 73, 140, 200];

  it.each(SECURE)('is ignored once secure exchange has begun (after %i ms)', (after) => {
    const { trace, result } = at(after);
    expect(only(nasOf(trace), 'REGISTRATION REJECT', { sender: 'attacker' })).toMatchObject({ receiver: UE, security: 'PLAIN', disposition: 'IGNORED' });
    expect(result).toMatchObject({ ...REGISTERED_AT_AMF1, duration: 250 });
  });

  it.each(NOT_YET_SECURE)('costs an attempt before, and what it says is not believed (after %i ms)', (after) => {
    const { trace, result } = at(after);
    expect(only(nasOf(trace), 'REGISTRATION REJECT', { sender: 'attacker' })).toMatchObject({ receiver: UE, security: 'PLAIN', disposition: 'ACCEPTED' });
    expect(result).toMatchObject({ ...REGISTERED_AT_AMF1, ueState: { allowedNssai: nssai(1, 2), configuredNssai: nssai(1, 2), nssaiInclusionMode: 'C' } });
    expect(result.attempts.map(({ end }) => end)).toEqual(['REJECTED', 'REJECTED', 'ACCEPTED']);
    expect(result.duration).toBeGreaterThan(10_000);
    expect(unfinished(trace)).toEqual([]);
  });

  it('misleads a UE that believes it, until the network says what is right', () => {
    const { result } = at(40, { behaviour: { acceptsPlainReject: true } });
    expect(result.attempts).toMatchObject([{ end: 'REJECTED' }, { requestedNssai: nssai(3), accessStratumNssai: nssai(3), end: 'REJECTED' }, { requestedNssai: nssai(1, 2), end: 'ACCEPTED' }]);
    expect(result).toMatchObject(REGISTERED_AT_AMF1);
  });

  it('does nothing to a UE that is registered already', () => {
    expect(at(10_000).result).toMatchObject({ ...REGISTERED_AT_AMF1, duration: 250 });
  });
});

describe('a UE for which no slice is left', () => {
  it.each([
    ['its slices are served nowhere', {}, { subscriptions: [{ supi: SUPI, singleNssais: nssai(7, 8) }] }],
    ['its slices are not at its gNB', {}, { gnbs: [{ ...isolated().gnbs[0]!, snssais: nssai(3, 4) }] }],
    ['its slices are served by AMFs that are down', {}, { amfSets: [amfSet(1, nssai(1, 2), { ...AMF1, state: 'DOWN' }), DEFAULT!] }],
    ['the same with a target that could be reached', REACHABLE, { amfSets: [amfSet(1, nssai(1, 2), { ...AMF1, state: 'DOWN' }), DEFAULT!] }],
  ] as const)('is rejected without a hint: %s', (_, reachable, network) => {
    for (const settings of [{}, BASELINE, { rejectBy: 'TARGET' }] as const) {
      const { trace, result } = registered(settings, {}, { ...reachable, ...network } as object);
      expect(result).toMatchObject({ outcome: 'REJECTED', attempts: [{ end: 'REJECTED', cause: 62 }] });
      const reject = only(nasOf(trace), 'REGISTRATION REJECT');
      expect(reject).toMatchObject({ sender: 'AMF3', security: 'INTEGRITY_PROTECTED_AND_CIPHERED', disposition: 'ACCEPTED', informationElements: { '5GMM cause': 62 } });
      expect(Object.keys(reject.informationElements!).sort()).toEqual(['5GMM cause', 'Rejected NSSAI']);
      expect(named(trace, 'REROUTE NAS REQUEST')).toEqual([]);
    }
  });

  it('may have others that it has not requested: with the idea it is told them', () => {
    const network = { amfSets: [SERVING!, amfSet(2, nssai(3, 4), { ...AMF3, state: 'DOWN' })], subscriptions: [{ supi: SUPI, singleNssais: nssai(3, 1), defaultSingleNssais: nssai(3) }] };
    const stale = { allowedNssai: nssai(3), configuredNssai: nssai(3) };
    expect(registered({}, stale, network).result).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF1', ueState: { allowedNssai: nssai(1) } });
    expect(registered(BASELINE, stale, network).result).toMatchObject({ outcome: 'REJECTED' });
  });
});

describe('a UE that is no subscriber', () => {
  it('is rejected without protection, and tries again', () => {
    const { trace, result } = registered({}, {}, { subscriptions: [] });
    expect(named(nasOf(trace), 'REGISTRATION REJECT')[0]).toMatchObject({ sender: 'AMF3', security: 'PLAIN', informationElements: { '5GMM cause': 7 } });
    expect(result.outcome).toBe('LOOP');
  });
});

describe('a network without any AMF that runs', () => {
  it('releases the UE at once each time', () => {
    const { trace, result } = registered({}, {}, { amfSets: [amfSet(1, nssai(1, 2), { ...AMF1, state: 'DOWN' }), amfSet(2, nssai(3, 4), { ...AMF3, state: 'DOWN' })] });
    expect(result).toMatchObject({ outcome: 'LOOP', attempts: Array(6).fill({ end: 'RELEASED' }) });
    expect(named(trace, 'INITIAL UE MESSAGE')).toEqual([]);
  });
});

describe('a UE that is switched off midway', () => {
  it('says nothing more, and no AMF goes on waiting for it', () => {
    for (let switchOffAfter = 0; switchOffAfter < 250; switchOffAfter++) {
      const { trace, result } = registered({ switchOffAfter });
      expect(result).toMatchObject({ outcome: 'SWITCHED_OFF', duration: switchOffAfter });
      expect(result.attempts.at(-1)!.end).toBe('SWITCHED_OFF');
      expect(trace.filter(({ sender, time, protocol }) => sender === UE && time > switchOffAfter && protocol !== 'NAS')).toEqual([]);
      expect(unfinished(trace)).toEqual([]);
    }
  });

  it('is registered if it was until then', () => {
    expect(registered({ switchOffAfter: 251 }).result).toMatchObject(REGISTERED_AT_AMF1);
  });

  it('ends the loop of the baseline', () => {
    const { trace, result } = registered({ ...BASELINE, switchOffAfter: 60_000 });
    expect(result).toMatchObject({ outcome: 'SWITCHED_OFF', attempts: [{ end: 'TIMED_OUT' }, { end: 'TIMED_OUT' }, { startedAt: 50_000, end: 'SWITCHED_OFF', endedAt: 60_000 }] });
    expect(unfinished(trace)).toEqual([]);
  });
});

describe('what the reject carries', () => {
  const stale = { allowedNssai: nssai(5, 6), configuredNssai: nssai(5, 6) };
  it.each([
    ['both', {}, {}, 'REGISTERED'],
    ['both, to a UE with stale slices', {}, stale, 'REGISTERED'],
    ['both, in mode A', { rejectInclusionMode: 'A' }, stale, 'REGISTERED'],
    ['both, in mode B', { rejectInclusionMode: 'B' }, stale, 'REGISTERED'],
    ['both, in mode D: the UE must not tell the gNB', { rejectInclusionMode: 'D' }, {}, 'LOOP'],
    ['Configured NSSAI alone', { rejectInclusionMode: 'NONE' }, {}, 'LOOP'],
    ['Configured NSSAI alone, to a UE that has a mode already', { rejectInclusionMode: 'NONE' }, { ...stale, nssaiInclusionMode: 'B' }, 'REGISTERED'],
    ['the mode alone: the UE remembers the right slices', { rejectConfiguredNssai: false }, {}, 'REGISTERED'],
    ['the mode alone: the UE remembers none that is left', { rejectConfiguredNssai: false }, stale, 'REJECTED'],
    ['neither', { rejectConfiguredNssai: false, rejectInclusionMode: 'NONE' }, {}, 'REJECTED'],
    ['both, to a UE that reads neither', {}, { behaviour: { readsRejectExtensions: false } }, 'LOOP'],
    ['both, to a UE that may not try again', { retryCap: 0 }, {}, 'LOOP'],
    ['both, to a UE that may try again once', { retryCap: 1 }, {}, 'REGISTERED'],
  ] as const)('%s', (_, settings, ue, outcome) => {
    const { result, trace } = registered(settings, ue);
    expect(result.outcome).toBe(outcome);
    const { rejectConfiguredNssai = true, rejectInclusionMode = 'C' } = { rejectConfiguredNssai: true, rejectInclusionMode: 'C', ...settings };
    const reject = named(nasOf(trace), 'REGISTRATION REJECT')[0];
    expect([element(reject, 'Configured NSSAI') !== undefined, element(reject, 'NSSAI inclusion mode') ?? 'NONE']).toEqual([rejectConfiguredNssai, rejectInclusionMode]);
    expect(reject?.extensions ?? []).toHaveLength(Number(rejectConfiguredNssai) + Number(rejectInclusionMode !== 'NONE'));
  });
});

describe('a target that can be reached', () => {
  it.each(['NONE', 'INITIAL', 'TARGET'] as const)('takes the UE over, whoever else would reject it (%s)', (rejectBy) => {
    const { trace, result } = registered({ rejectBy }, {}, REACHABLE);
    expect(result).toMatchObject({ ...REGISTERED_AT_AMF1, attempts: [{ end: 'ACCEPTED' }] });
    expect(named(nasOf(trace), 'REGISTRATION REJECT')).toEqual([]);
  });

  it('does not get it directly if that is not wanted', () => {
    const { trace, result } = registered({ reroute: 'RAN' }, {}, REACHABLE);
    expect(named(trace, 'Namf_Communication_N1MessageNotify')).toEqual([]);
    expect(result).toMatchObject({ ...REGISTERED_AT_AMF1, attempts: [{ end: 'REJECTED' }, { end: 'ACCEPTED' }] });
  });
});

import { runSettings } from '../../../src/modules/registration/domain/description/defaults.js';
import { Emulation, type Registering } from '../../../src/modules/registration/domain/emulation/emulation.js';
import { FullTrace } from '../../../src/modules/registration/domain/emulation/trace/full-trace.js';
import { MessageCount } from '../../../src/modules/registration/domain/emulation/trace/message-count.js';
import type { RegistrationNetwork, RegistrationRunSettings, RegistrationUe, TraceEntry } from '../../../src/modules/registration/domain/types.js';
import { AMF1, AMF3, amf, amfSet, gutiOf, isolated, nssai, phone, registered, SET1, SET2, SUPI } from '../../support/registration/isolated.js';

const supi = (number: number) => `imsi-46000${String(number).padStart(10, '0')}`;
const manyUes = (count: number): RegistrationUe[] => Array.from({ length: count }, (_, number) => phone({ id: `ue${number}`, supi: supi(number) }));
const subscribed = (ues: RegistrationUe[]) => ({ subscriptions: ues.map((ue) => ({ supi: ue.supi, singleNssais: nssai(1, 2) })) });
const named = (trace: TraceEntry[], ...names: string[]) => trace.filter(({ name, kind }) => kind === 'MESSAGE' && names.includes(name));
const ways = (entries: TraceEntry[]) => entries.map(({ sender, receiver }) => `${sender} > ${receiver}`);

function begun(ues: RegistrationUe[], settings: RegistrationRunSettings = {}, more: Partial<Registering> = {}, network: RegistrationNetwork = isolated(subscribed(ues))) {
  const trace = new FullTrace();
  const registering = ues.map((ue, number) => ({ ue, gnb: 'gNB2', registrationType: 'INITIAL' as const, startsAt: 10 * number, ...more }));
  return { emulation: new Emulation(network, registering, runSettings(settings), trace), trace };
}

describe('an emulation', () => {
  it.each([{ rejectBy: 'NONE' }, { rejectBy: 'INITIAL' }, { rejectBy: 'TARGET' }] as const)('of the same description gives the same trace, byte for byte: rejectBy $rejectBy', (settings) => {
    const history = (atMost?: number) => {
      const { emulation, trace } = begun(manyUes(20), settings);
      while (!emulation.run(atMost));
      return JSON.stringify(trace.entries());
    };
    const whole = history();
    expect(history()).toBe(whole);
    expect(history(7)).toBe(whole);
  });

  it('gives each of many UEs the result that it would have alone, counted from its own beginning', () => {
    const ues = manyUes(50);
    const { emulation } = begun(ues);
    emulation.run();
    const results = ues.map(({ id }) => emulation.resultOf(id));
    expect(results.map(({ outcome, amf: at, duration }) => [outcome, at, duration])).toEqual(ues.map(() => ['REGISTERED', 'AMF1', 250]));
    const gutis = new Set(results.map(({ ueState }) => JSON.stringify(ueState.guti)));
    expect(gutis.size).toBe(50);
  });

  it('gives no 5G-GUTI to two UEs that register in emulations of their own', () => {
    const gutis = manyUes(30).map((ue) => {
      const { emulation } = begun([ue]);
      emulation.run();
      return emulation.resultOf(ue.id).ueState.guti?.tmsi;
    });
    expect(new Set(gutis).size).toBe(30);
  });

  it('counts the messages that the whole trace has', () => {
    const ues = manyUes(10);
    const { emulation, trace } = begun(ues);
    emulation.run();
    const count = new MessageCount();
    new Emulation(isolated(subscribed(ues)), ues.map((ue) => ({ ue, gnb: 'gNB2', registrationType: 'INITIAL' })), runSettings(), count).run();
    expect(count.messages).toBe(trace.messages);
    expect(trace.entries().filter(({ kind, protocol }) => kind === 'MESSAGE' && protocol !== 'NAS')).toHaveLength(trace.messages);
  });

  it('has no result of a UE that goes on, or does not register', () => {
    const { emulation } = begun([phone()]);
    expect(emulation.run(3)).toBe(false);
    expect(() => emulation.resultOf('phone')).toThrow('The registration of UE phone has not ended.');
    expect(() => emulation.resultOf('other')).toThrow('UE other does not register.');
  });

  it('leaves nothing running at its end, and tells how far it is', () => {
    const { emulation } = begun([phone({ supi: supi(0) })]);
    expect(emulation.run()).toBe(true);
    expect([emulation.now, emulation.events]).toEqual([265, 50]);
    expect(emulation.run()).toBe(true);
    expect(emulation.events).toBe(50);
  });

  it('hands messages on as late as the network says', () => {
    expect(registered({}, {}, { latencies: { rrc: 0, ngap: 0, sbi: 0 } }).result).toMatchObject({ outcome: 'REGISTERED', duration: 0 });
  });
});

describe('an attacker', () => {
  it('rejects the UE where it is, as nobody of the network', () => {
    const { result, trace } = registered({ forgedReject: { after: 60, configuredNssai: nssai(4), nssaiInclusionMode: 'A' } });
    const [forged] = trace.filter(({ sender, protocol }) => sender === 'attacker' && protocol === 'NAS');
    expect(forged).toMatchObject({ name: 'REGISTRATION REJECT', security: 'PLAIN', time: 60, receiver: 'UE phone', informationElements: { '5GMM cause': 62, 'Configured NSSAI': nssai(4) } });
    expect(result).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF1', ueState: { allowedNssai: nssai(1, 2) } });
  });
});

describe('the emulated core', () => {
  const REACHABLE = { reachability: [{ one: SET2, other: SET1 }] };

  it('hands over directly where sets reach each other, whichever is named first', () => {
    const { result, trace } = registered({}, {}, REACHABLE);
    expect(result).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF1', attempts: [{ end: 'ACCEPTED' }] });
    expect(named(trace, 'REGISTRATION REJECT', 'REROUTE NAS REQUEST', 'Nudm_UEAuthentication_Get')).toHaveLength(1);
  });

  it('moves the context of a UE from AMF to AMF', () => {
    const context = { guti: gutiOf(AMF3), securityContext: { ngKsi: 1, amf: 'AMF3' }, nssaiInclusionMode: 'A' } as const;
    const { result, trace } = registered({}, context, REACHABLE);
    expect(result).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF1', attempts: [{}] });
    expect(ways(named(trace, 'Namf_Communication_UEContextTransfer', 'Namf_Communication_RegistrationStatusUpdate'))).toEqual(['AMF1 > AMF3', 'AMF1 > AMF3']);
    expect(named(trace, 'IDENTITY REQUEST')).toEqual([]);
    expect(named(trace, 'Namf_Communication_RegistrationStatusUpdate')[0]?.informationElements).toMatchObject({ transferStatus: 'TRANSFERRED' });
  });

  it('asks a UE for its identity if the AMF that knows it is isolated, and forgets nothing there', () => {
    const context = { guti: gutiOf(AMF3), securityContext: { ngKsi: 1, amf: 'AMF3' }, nssaiInclusionMode: 'A' } as const;
    const { result, trace } = registered({}, context);
    expect(result).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF1', attempts: [{}] });
    expect(named(trace, 'Namf_Communication_UEContextTransfer')[0]).toMatchObject({ disposition: 'LOST' });
    expect(named(trace, 'IDENTITY REQUEST')).toHaveLength(1);
  });

  it('takes the AMF of a set with the greatest capacity that runs', () => {
    const set = amfSet(1, nssai(1, 2), amf('AMF8', 1, 3, { state: 'DOWN' }), amf('AMF9', 1, 2, { relativeCapacity: 9 }), { ...AMF1, relativeCapacity: 8 });
    expect(registered({}, {}, { amfSets: [set, amfSet(2, nssai(3, 4), AMF3)] }).result.amf).toBe('AMF9');
  });

  it('rejects a UE whose AMF set is down, and does not try a message', () => {
    const sets = [amfSet(1, nssai(1, 2), { ...AMF1, state: 'DOWN' }), amfSet(2, nssai(3, 4), AMF3)];
    const { result, trace } = registered({}, {}, { amfSets: sets });
    expect(result).toMatchObject({ outcome: 'REJECTED', attempts: [{ cause: 62 }] });
    expect(trace.filter(({ receiver }) => receiver === 'AMF1')).toEqual([]);
  });

  it('allows eight slices at most', () => {
    const ten = nssai(11, 12, 13, 14, 15, 16, 17, 18, 19, 20);
    const { gnbs } = isolated();
    const network = { gnbs: [{ ...gnbs[0]!, snssais: ten }], amfSets: [amfSet(2, ten, AMF3)], subscriptions: [{ supi: SUPI, singleNssais: ten }] };
    const { result } = registered({}, { allowedNssai: [], configuredNssai: [] }, network);
    expect(result).toMatchObject({ outcome: 'REGISTERED', ueState: { allowedNssai: ten.slice(0, 8), configuredNssai: ten } });
  });

  it('gives slices beyond the default ones to a UE that is told to request them', () => {
    const subscriptions = [{ supi: SUPI, singleNssais: nssai(1, 9), defaultSingleNssais: nssai(9) }];
    const { result } = registered({}, { allowedNssai: [], configuredNssai: [] }, { subscriptions });
    expect(result).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF1', ueState: { allowedNssai: nssai(1) }, attempts: [{ cause: 62 }, { accessStratumNssai: nssai(1) }] });
    expect(registered({ rejectBy: 'NONE' }, { allowedNssai: [], configuredNssai: [] }, { subscriptions }).result.outcome).toBe('REJECTED');
  });

  describe('says at the end whether the AMF has the context that the UE has stored', () => {
    const known = { guti: gutiOf(AMF3), securityContext: { ngKsi: 0, amf: 'AMF3' } };
    const mode = { rejectInclusionMode: 'NONE', retryCap: 0 } as const;

    it('not after a reject, with which it forgets the UE', () => {
      const { result } = registered(mode, known);
      expect(result).toMatchObject({ outcome: 'LOOP', ueState: { securityContext: { ngKsi: 0, amf: 'AMF3', heldByAmf: false } } });
    });

    it('so that the next run finds what there is', () => {
      const { result } = registered(mode, known);
      const next = registered(mode, result.ueState);
      expect(named(next.trace, 'IDENTITY REQUEST')).toHaveLength(1);
    });

    it('after an accept it has', () => {
      expect(registered().result.ueState.securityContext).toEqual({ ngKsi: expect.any(Number) as number, amf: 'AMF1' });
    });

    it('an AMF that does not run has not changed anything', () => {
      const away = { amfSets: [amfSet(1, nssai(1, 2), { ...AMF1, state: 'DOWN' }), amfSet(2, nssai(3, 4), { ...AMF3, state: 'DOWN' })] };
      expect(registered(mode, known, away).result.ueState.securityContext).toEqual(known.securityContext);
    });
  });

  it('finds its way with named AMFs as with a set', () => {
    const byName = registered({}, {}, { nssf: { answersWith: 'CANDIDATE_AMF_LIST' } });
    expect(byName.result).toEqual(registered().result);
    const [reroute] = named(registered({ rejectBy: 'NONE' }, {}, { nssf: { answersWith: 'CANDIDATE_AMF_LIST' } }).trace, 'REROUTE NAS REQUEST');
    expect(reroute?.informationElements).toMatchObject({ 'AMF Set ID': '001' });
  });

  it('gives up a UE that does not hear it any more: slow networks end too', () => {
    const { result, trace } = registered({ retryCap: 1 }, {}, { latencies: { rrc: 1000, ngap: 1000, sbi: 1000 } });
    expect(result.outcome).toBe('LOOP');
    expect(named(trace, 'UE CONTEXT RELEASE COMPLETE').length).toBeGreaterThan(0);
  });
});

import { ApiDocuments } from '../../../src/modules/common/operation/index.js';
import { predicted } from '../../support/registration/analysis.js';
import { describedBy, emulated, scenarioNamed } from '../../support/registration/emulated.js';
import { BASELINE, IDEA, WITHOUT_MODE } from '../../support/registration/flows.js';
import { AMF1, gutiOf, nssai, SET1, SET2 } from '../../support/registration/isolated.js';
import { element, line, named, nasOf } from '../../support/registration/trace-reader.js';

const NEGATIVE = 'configured NSSAI without inclusion mode';
const documents = new ApiDocuments();
const bySd = (one: { sd?: string }, other: { sd?: string }): number => Number(one.sd) - Number(other.sd);

describe.each([
  { scenario: 'moved', requested: nssai(1, 2), subscribed: nssai(1, 2), refused: [] },
  { scenario: 'reconfigured', requested: nssai(1, 2), subscribed: nssai(5, 6), refused: nssai(1, 2) },
])('the scenario $scenario', ({ scenario, requested, subscribed, refused }) => {
  const described = scenarioNamed(scenario);
  const run = (name: string, settings = {}) => emulated(describedBy(described, name, settings));

  it('is one that its document allows', () => {
    expect(documents.faultFinder('registration', { $ref: '#/components/schemas/RegistrationScenario' })(described)).toEqual([]);
  });

  it('has the slices, sets and gNBs of its figure', () => {
    const { network, ues, runs } = described;
    expect(network.gnbs).toMatchObject([{ id: 'gNB1', defaultAmf: 'AMF1' }, { id: 'gNB2', defaultAmf: 'AMF3' }]);
    for (const { snssais } of network.gnbs) expect([...snssais].sort(bySd)).toEqual([...nssai(3, 4), ...subscribed].sort(bySd));
    expect(network.amfSets).toMatchObject([
      { id: SET1, snssais: subscribed, amfs: [{ id: 'AMF1', amfId: '010041' }] },
      { id: SET2, snssais: nssai(3, 4), amfs: [{ id: 'AMF3', amfId: '010081' }] },
    ]);
    expect([network.reachability, network.subscriptions]).toMatchObject([undefined, [{ singleNssais: subscribed }]]);
    expect([ues, runs]).toMatchObject([[{ id: 'phone', allowedNssai: requested, configuredNssai: requested }], ['baseline', 'idea', NEGATIVE].map((name) => ({ name, ue: 'phone', gnb: 'gNB2' }))]);
  });

  it.each(['baseline', 'idea', NEGATIVE])('ends as thought alone says: %s', (name) => {
    const { result } = run(name);
    const { outcome, attempts, amf } = predicted({ settings: {}, ...describedBy(described, name) });
    expect([result.outcome, result.attempts.length, result.amf]).toEqual([outcome, attempts, amf]);
  });

  describe('without the idea', () => {
    const { trace, result } = run('baseline');

    it('goes round in circles, step by step', () => {
      expect(trace.map(line)).toEqual(BASELINE);
    });

    it('tries at 0, 25, 50, 75, 100 and 835 seconds, and would go on', () => {
      const attempt = (startedAt: number, index: number) => ({ number: index + 1, startedAt, requestedNssai: requested, end: 'TIMED_OUT', endedAt: startedAt + 15_000 });
      expect(result).toMatchObject({ outcome: 'LOOP', attempts: [0, 25_000, 50_000, 75_000, 100_000, 835_000].map(attempt), duration: 850_000 });
      expect(result.amf).toBeUndefined();
    });

    it('goes on like that', () => {
      const longer = run('baseline', { retryCap: 10 }).result;
      expect(longer.attempts.slice(5).map(({ startedAt }) => startedAt)).toEqual([0, 25_000, 50_000, 75_000, 100_000, 835_000].map((time) => 835_000 + time));
      expect(longer.outcome).toBe('LOOP');
    });

    it('is sent to AMF set 1 each time', () => {
      expect(named(trace, 'REROUTE NAS REQUEST').map((entry) => element(entry, 'AMF Set ID'))).toEqual(Array(6).fill('001'));
      expect(named(trace, 'Nnssf_NSSelection_Get response').map(({ informationElements }) => informationElements)).toEqual(
        Array(6).fill(expect.objectContaining({ targetAmfSet: SET1, allowedNssaiList: subscribed, configuredNssai: subscribed, rejectedNssaiInPlmn: refused })),
      );
    });
  });

  describe('with the idea', () => {
    const { trace, result } = run('idea');

    it('is registered in the second attempt, step by step', () => {
      expect(trace.map(line)).toEqual(IDEA);
    });

    it('is told its slices by AMF3, and to tell them the gNB', () => {
      const [reject] = named(nasOf(trace), 'REGISTRATION REJECT');
      expect(reject).toMatchObject({ sender: 'AMF3', extensions: ['Configured NSSAI', 'NSSAI inclusion mode'] });
      expect(reject!.informationElements).toEqual({
        ...{ '5GMM cause': 62, 'Configured NSSAI': subscribed, 'NSSAI inclusion mode': 'C' },
        ...(refused.length > 0 && { 'Rejected NSSAI': refused.map((one) => ({ ...one, cause: 0 })) }),
      });
    });

    it('ends at AMF1 with the right Allowed NSSAI and without a reroute', () => {
      expect(result).toMatchObject({ outcome: 'REGISTERED', amf: 'AMF1', duration: 250 });
      expect(result.attempts).toEqual([
        { number: 1, startedAt: 0, requestedNssai: requested, end: 'REJECTED', endedAt: 128, cause: 62 },
        { number: 2, startedAt: 128, requestedNssai: subscribed, accessStratumNssai: subscribed, end: 'ACCEPTED', endedAt: 250 },
      ]);
      const [accept] = named(nasOf(trace), 'REGISTRATION ACCEPT');
      expect(accept!.informationElements).toMatchObject({ '5G-GUTI': { guami: gutiOf(AMF1).guami }, 'Allowed NSSAI': subscribed });
      expect(result.ueState).toMatchObject({ allowedNssai: subscribed, configuredNssai: subscribed, nssaiInclusionMode: 'C', securityContext: { amf: 'AMF1' } });
      const second = trace.filter(({ time }) => time >= 128);
      expect([named(second, 'REROUTE NAS REQUEST'), named(second, 'Namf_Communication_N1MessageNotify')]).toEqual([[], []]);
      expect(named(trace, 'RRCSetupComplete').map((entry) => element(entry, 's-NSSAI-List'))).toEqual([undefined, subscribed]);
    });
  });

  describe('with Configured NSSAI and without inclusion mode', () => {
    const { trace, result } = run(NEGATIVE);

    it('fails again, step by step', () => {
      expect(trace.map(line)).toEqual(WITHOUT_MODE);
    });

    it('requests the right slices where the gNB cannot see them', () => {
      const later = { requestedNssai: subscribed, end: 'REJECTED', cause: 62 };
      expect(result).toMatchObject({ outcome: 'LOOP', attempts: [{ ...later, requestedNssai: requested }, later, later, later, later, later], duration: 6 * 128 });
      expect(result.attempts.map(({ accessStratumNssai }) => accessStratumNssai)).toEqual(Array(6).fill(undefined));
      expect(named(nasOf(trace), 'REGISTRATION REJECT').map((entry) => element(entry, 'NSSAI inclusion mode'))).toEqual(Array(6).fill(undefined));
    });
  });
});

import { KEY, slices, UeBench } from './ue-bench.js';

const startsOf = ({ report }: UeBench) => report.attempts.map(({ startedAt }) => startedAt / 1000);
const endsOf = ({ report }: UeBench) => report.attempts.map(({ end, endedAt }) => [end, endedAt! / 1000]);

describe('attempts of a UE', () => {
  it('begin with RRCSetupRequest on a connection of their own, and T3510', () => {
    const bench = new UeBench();
    expect(bench.surroundings.takeSent()).toEqual([{ layer: 'rrc', name: 'RRCSetupRequest', elements: { establishmentCause: 'mo-Signalling' }, receiver: 'gnb2', channel: 1 }]);
    expect(bench.surroundings.running).toEqual({ T3510: 15_000 });
    bench.surroundings.passUntilExpiry(bench.ue);
    bench.surroundings.passUntilExpiry(bench.ue);
    expect(bench.surroundings.takeSent().map(({ name, channel }) => [name, channel])).toEqual([['RRCSetupRequest', 2]]);
  });

  it('without an answer are at 0, 25, 50, 75, 100, 835 seconds, until the retry cap says LOOP', () => {
    const bench = new UeBench({ settings: { retryCap: 5 } });
    const timers: string[] = [];
    while (!bench.report.outcome) timers.push(bench.surroundings.passUntilExpiry(bench.ue));
    expect(startsOf(bench)).toEqual([0, 25, 50, 75, 100, 835]);
    expect(endsOf(bench)).toEqual([15, 40, 65, 90, 115, 850].map((at) => ['TIMED_OUT', at]));
    expect(timers.join(' ')).toBe(`${'T3510 T3511 '.repeat(4)}T3510 T3502 T3510`);
    expect([bench.report.outcome, bench.report.outcomeAt, bench.surroundings.running]).toEqual(['LOOP', 850_000, {}]);
    expect(bench.report.reason).toBe('The UE would try again, more than 5 times: T3510 has expired.');
  });

  it('wait for T3502 after each five failures', () => {
    const bench = new UeBench({ settings: { retryCap: 10 } });
    while (!bench.report.outcome) bench.surroundings.passUntilExpiry(bench.ue);
    expect(startsOf(bench)).toEqual([0, 25, 50, 75, 100, 835, 860, 885, 910, 935, 1670]);
  });

  it('are no more than one with a retry cap of 0', () => {
    const bench = new UeBench({ settings: { retryCap: 0 } });
    bench.surroundings.passUntilExpiry(bench.ue);
    expect([bench.report.outcome, startsOf(bench), bench.surroundings.running]).toEqual(['LOOP', [0], {}]);
  });

  it('have failed at once when the connection is released without an answer', () => {
    const bench = new UeBench();
    bench.setUp();
    bench.surroundings.time = 40;
    expect(bench.rrc('RRCRelease')).toMatchObject({ disposition: 'ACCEPTED', reason: expect.stringContaining('before the network has answered') });
    expect(endsOf(bench)).toEqual([['RELEASED', 0.04]]);
    expect(bench.surroundings.running).toEqual({ T3511: 10_040 });
  });

  it('leave their connection unheard when T3510 expires: what comes on it later is ignored', () => {
    const bench = new UeBench().secure();
    bench.surroundings.passUntilExpiry(bench.ue);
    expect(bench.surroundings.takeSent()).toEqual([]);
    const late = { is: 'IGNORED', why: 'The UE has released that RRC connection.' };
    expect(bench.nas('SECURITY MODE COMMAND', { ngKSI: 1 }, KEY, 1)).toEqual(late);
    bench.surroundings.passUntilExpiry(bench.ue);
    expect(bench.nas('SECURITY MODE COMMAND', { ngKSI: 1 }, KEY, 1)).toEqual(late);
    expect(bench.rrc('RRCRelease', 1)).toEqual({ disposition: 'IGNORED', reason: late.why });
    expect(bench.surroundings.running).toEqual({ T3510: 40_000 });
  });

  it('take no NAS message before the connection is set up, and no second setup', () => {
    const bench = new UeBench();
    expect(bench.nas('IDENTITY REQUEST', { 'Identity type': 'SUCI' })).toEqual({ is: 'IGNORED', why: 'The RRC connection is not set up yet.' });
    expect(bench.rrc('RRCSetup').disposition).toBe('ANSWERED');
    expect(bench.rrc('RRCSetup').disposition).toBe('IGNORED');
    expect(bench.surroundings.takeSent().filter(({ name }) => name === 'RRCSetupComplete')).toHaveLength(1);
  });

  it.each([
    ['INITIAL', ['SUCI', 7]],
    ['MOBILITY', ['5G-GUTI', 2]],
  ] as const)('of type %s after five failures are with identity and ngKSI %j', (type, identity) => {
    const guti = { guami: { plmnId: { mcc: '460', mnc: '00' }, amfId: '010041' }, tmsi: '00000001' };
    const bench = new UeBench({ type, ue: { guti, securityContext: { ngKsi: 2, amf: 'amf1' } } });
    while (bench.channel < 6) bench.surroundings.passUntilExpiry(bench.ue);
    const { elements } = bench.setUp().nas as { elements: { ngKSI: number; '5GS mobile identity': { type: string } } };
    expect([elements['5GS mobile identity'].type, elements.ngKSI]).toEqual(identity);
  });

  it('end when the UE is switched off, which says nothing and hears nothing', () => {
    const bench = new UeBench({ settings: { switchOffAfter: 20_000 } });
    bench.setUp();
    while (!bench.report.outcome) bench.surroundings.passUntilExpiry(bench.ue);
    expect([bench.report.outcome, bench.report.outcomeAt, bench.surroundings.running, bench.surroundings.takeSent()]).toEqual(['SWITCHED_OFF', 20_000, {}, []]);
    expect(endsOf(bench)).toEqual([['TIMED_OUT', 15]]);
    expect(bench.rrc('RRCRelease')).toEqual({ disposition: 'IGNORED', reason: 'The UE is switched off.' });
  });

  it('that are under way when the UE is switched off end so', () => {
    const bench = new UeBench({ settings: { switchOffAfter: 100 } }).secure();
    bench.surroundings.passUntilExpiry(bench.ue);
    expect(endsOf(bench)).toEqual([['SWITCHED_OFF', 0.1]]);
    expect(bench.nas('AUTHENTICATION REQUEST', { ngKSI: 1, 'Authentication parameter RAND': 'x' })).toEqual({ is: 'IGNORED', why: 'The UE is switched off.' });
  });

  it('end with the outcome: a UE that is registered is not switched off', () => {
    const bench = new UeBench({ settings: { switchOffAfter: 100_000 } }).secure();
    bench.nas('REGISTRATION ACCEPT', { '5G-GUTI': { guami: { plmnId: { mcc: '460', mnc: '00' }, amfId: '010081' }, tmsi: '00000009' }, 'Allowed NSSAI': slices(1) }, KEY);
    expect(bench.surroundings.running).toEqual({});
  });

  it('that go on have no outcome', () => {
    expect(new UeBench().report).toMatchObject({ reason: 'Attempt 1 is under way.', attempts: [{ number: 1, startedAt: 0 }] });
    expect(new UeBench().report).not.toHaveProperty('outcome');
  });
});

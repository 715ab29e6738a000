import { AmfBench, KNOWN, NEW_KEY, OWN_GUTI, SUCI } from './amf-bench.js';

describe('an AMF and the security of a UE', () => {
  it('challenges it without protection, with a key set identifier that it does not have', () => {
    const bench = new AmfBench();
    bench.initial();
    bench.answer('Nudm_UEAuthentication_Get response', { status: 200, rand: '01', xresStar: 'right', key: NEW_KEY });
    expect(bench.sent()).toMatchObject([{ nas: { name: 'AUTHENTICATION REQUEST', protection: 'PLAIN', elements: { ngKSI: 0, 'Authentication parameter RAND': '01' } } }]);
    expect(bench.surroundings.running).toEqual({ T3560: 6000 });
  });

  it('repeats the challenge four times and gives up at the fifth expiry, after 30 s', () => {
    const bench = new AmfBench();
    bench.initial();
    bench.answer('Nudm_UEAuthentication_Get response', { status: 200, rand: '01', xresStar: 'right', key: NEW_KEY });
    bench.sent();
    const sent = Array.from({ length: 5 }, () => (bench.surroundings.passUntilExpiry(bench.amf), bench.names()));
    const again = ['DOWNLINK NAS TRANSPORT: AUTHENTICATION REQUEST'];
    expect(sent).toEqual([again, again, again, again, ['UE CONTEXT RELEASE COMMAND']]);
    expect(bench.surroundings).toMatchObject({ time: 30_000, running: {} });
    expect(bench.uplink('AUTHENTICATION RESPONSE', { 'Authentication response parameter': 'right' }).nas).toMatchObject({ disposition: 'IGNORED' });
  });

  it('agrees on keys with a UE whose answer is right, and takes the complete request only under their protection', () => {
    const bench = new AmfBench();
    bench.initial();
    bench.authenticate();
    const command = { name: 'SECURITY MODE COMMAND', protection: 'INTEGRITY_PROTECTED_WITH_NEW_CONTEXT', key: NEW_KEY };
    expect(bench.sent().at(-1)).toMatchObject({ nas: command });
    const container = { 'NAS message container': { '5GS registration type': 'INITIAL', '5GS mobile identity': SUCI, ngKSI: 7 } } as const;
    expect(bench.uplink('SECURITY MODE COMPLETE', container, 'another key').nas?.disposition).toBe('IGNORED');
    expect(bench.names()).toEqual([]);
    expect(bench.secure().nas?.disposition).toBe('ACCEPTED');
    expect(bench.names()).toEqual(['Nudm_SDM_Get']);
  });

  it('releases a UE that gives a wrong answer', () => {
    const bench = new AmfBench();
    bench.initial();
    bench.authenticate('wrong');
    expect(bench.sent().at(-1)).toMatchObject({ name: 'UE CONTEXT RELEASE COMMAND', elements: { Cause: 'authentication-failure' } });
    expect(bench.surroundings.running).toEqual({});
  });

  it('asks a UE that gives a wrong answer who it is, if only a 5G-GUTI has said so', () => {
    const bench = new AmfBench({}, [KNOWN]);
    bench.initial({ identity: { type: '5G-GUTI', guti: OWN_GUTI } });
    bench.authenticate('wrong');
    expect(bench.names().at(-1)).toBe('DOWNLINK NAS TRANSPORT: IDENTITY REQUEST');
    bench.uplink('IDENTITY RESPONSE', { 'Mobile identity': { type: 'SUCI', supi: 'imsi-46000999' } });
    expect(bench.sent()).toMatchObject([{ elements: { supi: 'imsi-46000999' } }]);
    bench.authenticate('wrong');
    expect(bench.names().at(-1)).toBe('UE CONTEXT RELEASE COMMAND');
  });

  it('rejects who is no subscriber with cause 7, without protection as there are no keys', () => {
    const bench = new AmfBench();
    bench.initial();
    bench.answer('Nudm_UEAuthentication_Get response', { status: 404, cause: 'USER_NOT_FOUND' });
    const [reject, release] = bench.sent();
    expect(reject?.nas).toMatchObject({ name: 'REGISTRATION REJECT', protection: 'PLAIN', elements: { '5GMM cause': 7 } });
    expect(release?.name).toBe('UE CONTEXT RELEASE COMMAND');
  });

  it('rejects who is no longer a subscriber with protection, and forgets it', () => {
    const bench = new AmfBench({}, [KNOWN]);
    const known = { identity: { type: '5G-GUTI', guti: OWN_GUTI }, key: KNOWN.key, protection: 'INTEGRITY_PROTECTED' } as const;
    bench.initial(known);
    bench.answer('Nudm_SDM_Get response', { status: 404, cause: 'USER_NOT_FOUND' });
    expect(bench.sent()[0]?.nas).toMatchObject({ name: 'REGISTRATION REJECT', key: KNOWN.key, elements: { '5GMM cause': 7 } });
    bench.initial(known);
    expect(bench.names()).toEqual(['DOWNLINK NAS TRANSPORT: IDENTITY REQUEST']);
  });
});

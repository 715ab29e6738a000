import fc from 'fast-check';
import type { TraceEntry } from '../../../src/modules/registration/domain/types.js';
import { both, but, gnbOf, slices, subscriptionOf } from '../../support/registration/analysis-network.js';
import { canBeServed, predicted, type Situation } from '../../support/registration/analysis.js';
import { emulated, emulatedTogether, type Emulated } from '../../support/registration/emulated.js';
import { settings, situations, worlds } from '../../support/registration/random-networks.js';
import { acceptedPlain, element, line, named, nasOf, unfinished } from '../../support/registration/trace-reader.js';

const RUNS = 400;
const seed = process.env['TEST_SEED'] && { seed: Number(process.env['TEST_SEED']) };
const holds = <Value>(arbitrary: fc.Arbitrary<Value>, property: (value: Value) => void): void => fc.assert(fc.property(arbitrary, property), { numRuns: RUNS, ...seed });

/** What a registration can have beyond what its outcome follows from. */
const disturbances = fc.record({
  switchOffAfter: fc.option(fc.integer({ min: 0, max: 60_000 }), { nil: undefined, freq: 2 }),
  forgedReject: fc.option(fc.record({ after: fc.integer({ min: 0, max: 40_000 }), cause: fc.constantFrom(3, 7, 9, 10, 15, 22, 62, 111) }), { nil: undefined, freq: 2 }),
});
const disturbed = fc.tuple(situations, disturbances).map(([situation, { switchOffAfter, forgedReject }]) => ({
  ...situation,
  settings: { ...situation.settings, ...(switchOffAfter !== undefined && { switchOffAfter }), ...(forgedReject && { forgedReject }) },
}));

const ending = ({ result, trace }: Emulated) => {
  const allowed = slices(named(nasOf(trace), 'REGISTRATION ACCEPT', { disposition: 'ACCEPTED' }).flatMap((entry) => element(entry, 'Allowed NSSAI') as never));
  return { outcome: result.outcome, attempts: result.attempts.length, ...(result.amf !== undefined && { amf: result.amf, allowed: allowed.sort() }) };
};

const thought = (situation: Situation) => {
  const { allowed, ...prediction } = predicted(situation);
  return { ...prediction, ...(allowed && { allowed: allowed.toSorted() }) };
};

/** The idea: everything as it is by default, but for how the UE is told to include its slices, and how AMFs reroute. */
const idea = fc.tuple(situations, fc.constantFrom('A' as const, 'B' as const, 'C' as const), fc.boolean(), fc.boolean()).map(([situation, rejectInclusionMode, givesGuami, givesNssai]) => ({
  ...situation,
  network: { ...situation.network, nssf: {} },
  ue: { ...situation.ue, behaviour: {} },
  settings: { rejectInclusionMode, givesGuami, givesNssai, reroute: situation.settings.reroute! },
}));

describe('properties of registrations in random networks', () => {
  it('with the idea a UE that some AMF can serve ends registered with such an AMF, within the retries', () => {
    holds(idea, (situation) => {
      fc.pre(canBeServed(situation));
      const { result } = emulated(situation);
      const set = situation.network.amfSets.find(({ amfs }) => amfs.some(({ id, state }) => id === result.amf && state !== 'DOWN'));
      expect(result.outcome).toBe('REGISTERED');
      expect(both(subscriptionOf(situation.network, situation.ue.supi).subscribed, slices(set?.snssais)).length).toBeGreaterThan(0);
      expect(result.attempts.length).toBeLessThanOrEqual(6);
    });
  });

  it('with the idea a UE that no AMF can serve ends neither registered nor in a loop of rejects', () => {
    holds(idea, (situation) => {
      fc.pre(!canBeServed(situation));
      expect(ending(emulated(situation))).toEqual(thought(situation));
    });
  });

  it('without the idea they end in a loop exactly when thought alone says so', () => {
    holds(situations, (situation) => {
      const baseline = { ...situation, settings: { ...situation.settings, rejectBy: 'NONE' as const } };
      expect(ending(emulated(baseline))).toEqual(thought(baseline));
    });
  });

  it('end as thought alone says, with any settings', () => {
    holds(situations, (situation) => {
      expect(ending(emulated(situation))).toEqual(thought(situation));
    });
  });

  it('allow no more than eight slices, all of them supported and subscribed', () => {
    holds(situations, (situation) => {
      const { network, ue, gnb } = situation;
      const { trace } = emulated(situation);
      for (const accept of named(nasOf(trace), 'REGISTRATION ACCEPT')) {
        const allowed = slices(element(accept, 'Allowed NSSAI') as never);
        const set = network.amfSets.find(({ amfs }) => amfs.some(({ id }) => id === accept.sender))!;
        for (const bound of [slices(set.snssais), subscriptionOf(network, ue.supi).subscribed, slices(gnbOf(network, gnb).snssais)]) expect(but(allowed, bound)).toEqual([]);
        expect(allowed.length).toBeGreaterThan(0);
        expect(allowed.length).toBeLessThanOrEqual(8);
      }
    });
  });

  it('come to an end, whatever happens: every UE has an outcome, every message an explanation, and no AMF waits', () => {
    holds(disturbed, (situation) => {
      const { result, trace } = emulated(situation);
      expect(result.outcome).toMatch(/^(REGISTERED|REJECTED|LOOP|SWITCHED_OFF)$/);
      expect(result.reason).not.toBe('');
      expect(trace.filter(({ kind, disposition, reason }: TraceEntry) => kind === 'MESSAGE' && (!disposition || !reason)).map(line)).toEqual([]);
      expect(unfinished(trace)).toEqual([]);
    });
  });

  it('take nothing that is not protected once secure exchange has begun', () => {
    holds(disturbed, (situation) => {
      const { acceptsPlainAuthentication, acceptsPlainReject, ...behaviour } = situation.ue.behaviour ?? {};
      const { trace } = emulated({ ...situation, ue: { ...situation.ue, behaviour } });
      expect(acceptedPlain(trace, `UE ${situation.ue.id}`).map(line)).toEqual([]);
    });
  });

  it('are the same each time', () => {
    holds(disturbed, (situation) => {
      expect(JSON.stringify(emulated(structuredClone(situation)))).toBe(JSON.stringify(emulated(situation)));
    });
  });

  it('do not disturb one another', () => {
    holds(fc.tuple(worlds(4), settings), ([{ ues, ...world }, given]) => {
      const results = emulatedTogether({ ...world, ues, settings: given });
      const expected = ues.map((ue) => thought({ ...world, ue, settings: given }));
      expect(results.map(({ outcome, attempts, amf }) => ({ outcome, attempts: attempts.length, amf }))).toEqual(expected.map(({ outcome, attempts, amf }) => ({ outcome, attempts, amf })));
    });
  });
});

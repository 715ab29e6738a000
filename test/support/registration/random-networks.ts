import fc from 'fast-check';
import type { Amf, AmfSet, RegistrationGnb, RegistrationNetwork, RegistrationRunSettings, RegistrationUe, SliceSubscription, Snssai } from '../../../src/modules/registration/domain/types.js';
import { amf, amfSet, gutiOf, PLMN } from './isolated.js';
import type { Situation } from './analysis.js';

/** Ten slices for networks; two share their SD, two their SST. One more, that no network has, for what UEs remember. */
const SLICES: Snssai[] = [...Array.from({ length: 8 }, (_, index) => ({ sst: 1, sd: `0000a${index}` })), { sst: 2, sd: '0000a0' }, { sst: 3 }];
const UNKNOWN: Snssai = { sst: 1 };

const some = <T>(list: readonly T[], minLength = 0, maxLength = list.length): fc.Arbitrary<T[]> => fc.shuffledSubarray([...list], { minLength: Math.min(minLength, list.length), maxLength });
/** Absent as often as not. */
const perhaps = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> => fc.option(value, { nil: undefined, freq: 2 });
/** Without what is undefined. */
const defined = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
/** The digits of an SD in either case mean the same. */
const spelt = (snssais: Snssai[]): fc.Arbitrary<Snssai[]> =>
  fc.boolean().map((large) => (large ? snssais.map(({ sst, sd }) => ({ sst, ...(sd !== undefined && { sd: sd.toUpperCase() }) })) : snssais));
const slicesOf = (minLength: number, maxLength?: number): fc.Arbitrary<Snssai[]> => some(SLICES, minLength, maxLength).chain(spelt);
const remembered = fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: some([...SLICES, UNKNOWN], 0, 8).chain(spelt) });

const state = fc.oneof({ weight: 3, arbitrary: fc.constant('UP' as const) }, { weight: 1, arbitrary: fc.constant('DOWN' as const) });
const amfsOf = (number: number): fc.Arbitrary<Amf[]> =>
  fc
    .array(fc.record({ relativeCapacity: fc.constantFrom(0, 10, 255), state }), { minLength: 1, maxLength: 3 })
    .map((all) => all.map((more, index) => amf(`amf-${number}-${index}`, number, 3 - index, more)));

/** Number of the set of each slice, 0 for none; now and then they are all in the first, which has more than a UE may be allowed. */
const homes = (count: number): fc.Arbitrary<number[]> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.array(fc.integer({ min: 0, max: count }), { minLength: SLICES.length, maxLength: SLICES.length }) },
    { weight: 1, arbitrary: fc.constant(SLICES.map(() => 1)) },
  );

/** One to four sets; each slice is in one of them, or in none. */
const amfSets: fc.Arbitrary<AmfSet[]> = fc.integer({ min: 1, max: 4 }).chain((count) =>
  fc
    .tuple(fc.tuple(...Array.from({ length: count }, (_, index) => amfsOf(index + 1))), homes(count))
    .map(([amfs, home]) => amfs.map((members, index) => amfSet(index + 1, SLICES.filter((_, slice) => home[slice] === index + 1), ...members)))
    .map((sets) => sets.map((set, index) => (set.snssais.length > 0 ? set : { ...set, snssais: [{ sst: 9, sd: `00000${index}` }] }))),
);

const gnb = (id: string, amfs: readonly Amf[]): fc.Arbitrary<RegistrationGnb> =>
  fc.record({ snssais: fc.oneof(fc.constant(SLICES), slicesOf(1)), defaultAmf: fc.constantFrom(...amfs.map((one) => one.id)) }).map((more) => ({
    ...{ id, tac: '000001', globalRanNodeId: { plmnId: PLMN, gNbId: { bitLength: 24, gNBValue: `00000${id.at(-1)}` } } },
    ...more,
  }));

const subscription = (supi: string): fc.Arbitrary<SliceSubscription> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(SLICES) }, { weight: 4, arbitrary: slicesOf(1) }).chain((singleNssais) =>
    perhaps(some(singleNssais, 1)).map((defaultSingleNssais) => defined({ supi, singleNssais, defaultSingleNssais }) as SliceSubscription),
  );

const behaviour = fc.record({ acceptsPlainAuthentication: fc.boolean(), acceptsPlainReject: fc.boolean(), readsRejectExtensions: fc.boolean(), ciphersRegistrationRequest: fc.boolean() });

const ue = (number: number, amfs: readonly Amf[]): fc.Arbitrary<RegistrationUe> => {
  const known = fc.constantFrom(...amfs);
  const tmsi = `c000000${number}`;
  const stored = { allowedNssai: remembered, configuredNssai: remembered, requestedNssai: perhaps(remembered), nssaiInclusionMode: perhaps(fc.constantFrom('A', 'B', 'C', 'D')) };
  return fc
    .record({
      ...{ ...stored, behaviour: perhaps(behaviour), guti: perhaps(known.map((one) => gutiOf(one, tmsi))) },
      securityContext: perhaps(fc.record({ ngKsi: fc.integer({ min: 0, max: 6 }), amf: known.map(({ id }) => id), heldByAmf: fc.boolean() })),
      isAtHome: fc.boolean(),
    })
    .map(({ isAtHome, guti, securityContext, ...more }) => {
      // As often as not, GUTI and context are of one AMF.
      const home = amfs.find(({ amfId }) => amfId === guti?.guami.amfId);
      const context = securityContext && isAtHome && home ? { ...securityContext, amf: home.id } : securityContext;
      return defined({ id: `ue-${number}`, supi: supiOf(number), ...more, guti, securityContext: context }) as RegistrationUe;
    });
};

const supiOf = (number: number): string => `imsi-46000000000000${number}`;

export const settings: fc.Arbitrary<RegistrationRunSettings> = fc.record({
  ...{ givesGuami: fc.boolean(), givesNssai: fc.boolean(), rejectConfiguredNssai: fc.boolean(), retryCap: fc.integer({ min: 0, max: 12 }) },
  rejectBy: fc.constantFrom('NONE' as const, 'INITIAL' as const, 'TARGET' as const),
  rejectInclusionMode: fc.constantFrom('NONE' as const, 'A' as const, 'B' as const, 'C' as const, 'D' as const),
  reroute: fc.constantFrom('DIRECT_IF_REACHABLE' as const, 'RAN' as const),
});

/** Several UEs in one network. */
export interface World {
  network: RegistrationNetwork;
  ues: RegistrationUe[];
  gnb: string;
  registrationType: 'INITIAL' | 'MOBILITY';
}

const network = (sets: AmfSet[], ues: number): fc.Arbitrary<RegistrationNetwork> => {
  const amfs = sets.flatMap((set) => set.amfs);
  const pairs = sets.flatMap((one, index) => sets.slice(index + 1).map((other) => ({ one: one.id, other: other.id })));
  const supis = Array.from({ length: ues }, (_, index) => supiOf(index + 1));
  const pairsOrNone: fc.Arbitrary<typeof pairs> = fc.oneof(fc.constant([] as typeof pairs), some(pairs));
  return fc.record({
    ...{ id: fc.constant('random'), plmnId: fc.constant(PLMN), amfSets: fc.constant(sets), reachability: pairsOrNone },
    gnbs: fc.tuple(gnb('gnb-1', amfs), gnb('gnb-2', amfs)),
    subscriptions: fc.tuple(...supis.map(subscription)).chain((all) => fc.oneof({ weight: 9, arbitrary: fc.constant(all) }, { weight: 1, arbitrary: some(all) })),
    latencies: fc.record({ rrc: fc.constantFrom(0, 10, 200), ngap: fc.constantFrom(0, 5, 200), sbi: fc.constantFrom(0, 2, 50) }),
    nssf: fc.record({ answersWith: fc.constantFrom('TARGET_AMF_SET' as const, 'CANDIDATE_AMF_LIST' as const) }),
  });
};

/** Networks of which UEs have stored anything, right or stale. */
export const worlds = (mostUes: number): fc.Arbitrary<World> =>
  fc.tuple(amfSets, fc.integer({ min: 1, max: mostUes })).chain(([sets, count]) => {
    const amfs = sets.flatMap((set) => set.amfs);
    const ues = fc.tuple(...Array.from({ length: count }, (_, index) => ue(index + 1, amfs)));
    return fc.record({ network: network(sets, count), ues, gnb: fc.constantFrom('gnb-1', 'gnb-2'), registrationType: fc.constantFrom('INITIAL' as const, 'MOBILITY' as const) });
  });

/** One UE, with any settings. */
export const situations: fc.Arbitrary<Situation> = fc
  .tuple(worlds(1), settings, perhaps(slicesOf(1)))
  .map(([{ ues, network: described, ...more }, given, configuredNssai]) => ({
    ...{ ...more, ue: ues[0]!, settings: given },
    network: { ...described, nssf: { ...described.nssf, ...(configuredNssai && { configuredNssai }) } },
  }));

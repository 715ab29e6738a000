import type { components } from '../../../src/generated/registration.js';

type Schemas = components['schemas'];
export type Network = Schemas['RegistrationNetwork'];
export type Gnb = Schemas['RegistrationGnb'];
export type Ue = Schemas['RegistrationUe'];
export type Settings = Schemas['RegistrationRunSettings'];
export type Mode = Schemas['NssaiInclusionMode'];
export type Snssai = Schemas['Snssai'];
export type AmfSet = Schemas['AmfSet'];
export type Amf = Schemas['Amf'];

/** A slice as text; two with one SST and different SDs are different slices. */
const slice = ({ sst, sd = 'ffffff' }: Snssai): string => `${sst}-${sd.toLowerCase()}`;
export const slices = (list: readonly Snssai[] = []): string[] => list.map(slice);
export const both = (some: readonly string[], others: readonly string[]): string[] => some.filter((one) => others.includes(one));
export const but = (some: readonly string[], others: readonly string[]): string[] => some.filter((one) => !others.includes(one));

const runs = ({ state = 'UP' }: Amf): boolean => state === 'UP';
const capacity = ({ relativeCapacity = 255 }: Amf): number => relativeCapacity;
const allOf = ({ amfSets }: Network): Amf[] => amfSets.flatMap(({ amfs }) => amfs);
export const setOf = ({ amfSets }: Network, amf: Amf): AmfSet => amfSets.find(({ amfs }) => amfs.includes(amf))!;
export const gnbOf = ({ gnbs }: Network, wanted: string): Gnb => gnbs.find(({ id }) => id === wanted)!;

/** Of equivalent AMFs the one that is chosen. */
export const chosenOf = (amfs: readonly Amf[]): Amf | undefined =>
  amfs.filter(runs).toSorted((one, other) => capacity(other) - capacity(one) || (one.amfId.toLowerCase() < other.amfId.toLowerCase() ? -1 : 1))[0];

/** The AMF with this id, if it runs. */
const running = (network: Network, id: string | undefined): Amf | undefined => allOf(network).find((amf) => amf.id === id && runs(amf));

/** The AMF with this GUAMI, whether it runs or not. */
export const withGuami = (network: Network, guami: string | undefined): Amf | undefined => allOf(network).find(({ amfId }) => amfId.toLowerCase() === guami?.toLowerCase());

export const reaches = ({ reachability = [] }: Network, one: AmfSet, other: AmfSet): boolean =>
  reachability.some((pair) => (pair.one === one.id && pair.other === other.id) || (pair.one === other.id && pair.other === one.id));

/** What the UDM knows of a subscriber. */
export function subscriptionOf({ subscriptions = [] }: Network, supi: string): { subscribed: string[]; usual: string[]; list: Snssai[] } {
  const { singleNssais: list = [], defaultSingleNssais = list } = subscriptions.find((one) => one.supi === supi) ?? {};
  return { subscribed: slices(list), usual: both(slices(list), slices(defaultSingleNssais)), list };
}

export const isSubscriber = ({ subscriptions = [] }: Network, supi: string): boolean => subscriptions.some((one) => one.supi === supi);

/** What some AMF that runs serves of the slices of this gNB. */
export function available({ amfSets }: Network, { snssais }: Gnb): string[] {
  return amfSets.filter(({ amfs }) => amfs.some(runs)).flatMap((set) => both(slices(set.snssais), slices(snssais)));
}

/** What a UE may have there: what it requests and has subscribed to, else its default slices (behaviour 16). */
export function entitled(network: Network, gnb: Gnb, supi: string, requested: readonly string[]): string[] {
  const { subscribed, usual } = subscriptionOf(network, supi);
  const there = available(network, gnb);
  const granted = both(both(requested, subscribed), there);
  return granted.length > 0 ? granted : both(usual, there);
}

/** The AMF sets that can serve the UE with one of these slices, those that serve most of them first, of equals the one with the smaller id. */
export function servingSets({ amfSets }: Network, wishes: readonly string[]): AmfSet[] {
  const served = ({ snssais }: AmfSet): number => both(wishes, slices(snssais)).length;
  const serving = amfSets.filter((set) => served(set) > 0 && set.amfs.some(runs));
  return serving.toSorted((one, other) => served(other) - served(one) || (one.id < other.id ? -1 : 1));
}

/** The AMF set that the AMF with this GUAMI is of; AMF Region ID and AMF Set ID are its first 18 bits (23.003 2.10.1). */
const setWithGuami = ({ amfSets }: Network, guami = ''): AmfSet | undefined => amfSets.find(({ amfs }) => guami !== '' && amfs.some(({ amfId }) => parseInt(amfId, 16) >> 6 === parseInt(guami, 16) >> 6));

/** Behaviour 1: by GUAMI, or another AMF of its set (23.501 6.3.5), else the set that serves every slice of the list, else the default AMF; where its set is away, any. */
export function firstAmf(network: Network, gnb: Gnb, guami: string | undefined, told: readonly string[]): Amf | undefined {
  const known = withGuami(network, guami);
  const matching = network.amfSets.find(({ snssais }) => told.length > 0 && but(told, slices(snssais)).length === 0);
  const usual = allOf(network).find(({ id }) => id === gnb.defaultAmf)!;
  return (
    running(network, known?.id) ??
    chosenOf(setWithGuami(network, guami)?.amfs ?? []) ??
    chosenOf(matching?.amfs ?? []) ??
    running(network, usual.id) ??
    chosenOf(setOf(network, usual).amfs) ??
    chosenOf(allOf(network))
  );
}

import type { components } from '../../../src/generated/registration.js';

type Schemas = components['schemas'];
type Network = Schemas['RegistrationNetwork'];
type Gnb = Schemas['RegistrationGnb'];
type AmfSet = Schemas['AmfSet'];
type Amf = Schemas['Amf'];
type Ue = Schemas['RegistrationUe'];
type Settings = Schemas['RegistrationRunSettings'];
type Snssai = Schemas['Snssai'];

/** A registration to think through: all that decides how it ends. */
export interface Situation {
  network: Network;
  ue: Ue;
  /** Id of the gNB. */
  gnb: string;
  settings: Settings;
}

export interface Prediction {
  outcome: 'REGISTERED' | 'REJECTED' | 'LOOP';
  /** Ids of the AMFs that the gNB selects, attempt by attempt. */
  firstAmfs: string[];
  /** Id of the AMF that registers the UE. */
  amf?: string;
  allowed?: string[];
}

const MOST_REQUESTED = 8;

/** A slice as text; two with one SST and different SDs are different slices. */
export const slice = ({ sst, sd }: Snssai): string => `${sst}-${sd?.toLowerCase() ?? ''}`;
const slices = (list: readonly Snssai[] = []): string[] => list.map(slice);
const both = (some: readonly string[], others: readonly string[]): string[] => some.filter((one) => others.includes(one));

const runs = ({ state = 'UP' }: Amf): boolean => state === 'UP';
const setOf = ({ amfSets }: Network, amf: Amf): AmfSet => amfSets.find(({ amfs }) => amfs.includes(amf))!;
const capacity = ({ relativeCapacity = 255 }: Amf): number => relativeCapacity;

/** Of equivalent AMFs the one that is chosen. */
const chosenOf = (amfs: readonly Amf[]): Amf | undefined =>
  amfs.filter(runs).toSorted((one, other) => capacity(other) - capacity(one) || one.amfId.toLowerCase().localeCompare(other.amfId.toLowerCase()))[0];

/** What the subscriber may have of what it requests, or its default slices where that is nothing (23.501 5.15.5.2.1). */
export function wanted({ subscriptions = [] }: Network, supi: string, requested: readonly string[]): string[] {
  const subscription = subscriptions.find((one) => one.supi === supi);
  const subscribed = slices(subscription?.singleNssais);
  const granted = both(requested, subscribed);
  return granted.length > 0 ? granted : slices(subscription?.defaultSingleNssais ?? subscription?.singleNssais);
}

/** The sets with an AMF that runs and serves one of these slices, those that serve most of them first. */
export function servingSets({ amfSets }: Network, wishes: readonly string[]): AmfSet[] {
  const served = (set: AmfSet): number => both(slices(set.snssais), wishes).length;
  return amfSets.filter((set) => served(set) > 0 && set.amfs.some(runs)).toSorted((one, other) => served(other) - served(one));
}

/** Behaviour 1: by GUAMI, else by slices, else the default AMF; AMFs of one set are equivalent. */
export function firstAmf(network: Network, gnb: Gnb, guami: string | undefined, told: readonly string[]): Amf | undefined {
  const all = network.amfSets.flatMap(({ amfs }) => amfs);
  const inPlaceOf = (amf: Amf | undefined): Amf | undefined => amf && (runs(amf) ? amf : chosenOf(setOf(network, amf).amfs));
  return (
    inPlaceOf(all.find(({ amfId }) => amfId.toLowerCase() === guami?.toLowerCase())) ??
    chosenOf(servingSets(network, told)[0]?.amfs ?? []) ??
    inPlaceOf(all.find(({ id }) => id === gnb.defaultAmf))
  );
}

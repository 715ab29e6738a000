import type { Fault } from '../../../common/problem/index.js';
import { contains } from '../snssai.js';
import type { RegistrationGnb, RegistrationNetwork, Snssai } from '../types.js';
import { amfSetFaults } from './amf-set-faults.js';
import { repetitions } from './contradictions.js';
import { digitsFor, ranNodeText, snssaiText } from './identities.js';

/** Names that traces give to others. */
const TAKEN_NAMES = ['NSSF', 'UDM', 'NRF', 'attacker'];
const isTaken = (id: string): boolean => TAKEN_NAMES.includes(id) || id.startsWith('UE ');

/** What a network contradicts itself in. */
export function networkFaults(network: RegistrationNetwork): Fault[] {
  return [...nameFaults(network), ...gnbFaults(network), ...amfSetFaults(network), ...reachabilityFaults(network), ...subscriptionFaults(network), ...policyFaults(network)];
}

export const snssaiFaults = (snssais: readonly Snssai[] | undefined, place: string): Fault[] => repetitions(snssais ?? [], snssaiText, (index) => `${place}/${index}`);

/** gNBs and AMFs are told apart by their ids, as traces name them. */
function nameFaults({ gnbs, amfSets }: RegistrationNetwork): Fault[] {
  const named = [
    ...gnbs.map(({ id }, index) => ({ id, place: `/gnbs/${index}/id` })),
    ...amfSets.flatMap(({ amfs }, set) => amfs.map(({ id }, index) => ({ id, place: `/amfSets/${set}/amfs/${index}/id` }))),
  ];
  const taken = named.filter(({ id }) => isTaken(id)).map(({ id, place }) => ({ place, detail: `is ${id}, as traces name something else` }));
  return [...taken, ...repetitions(named, ({ id }) => id, (index) => named[index]!.place)];
}

function gnbFaults({ gnbs, amfSets }: RegistrationNetwork): Fault[] {
  const amfs = new Set(amfSets.flatMap((set) => set.amfs.map(({ id }) => id)));
  return [
    ...repetitions(gnbs, ({ globalRanNodeId }) => ranNodeText(globalRanNodeId), (index) => `/gnbs/${index}/globalRanNodeId`),
    ...gnbs.flatMap((gnb, index) => [
      ...identityFaults(gnb, `/gnbs/${index}/globalRanNodeId/gNbId/gNBValue`),
      ...snssaiFaults(gnb.snssais, `/gnbs/${index}/snssais`),
      ...(amfs.has(gnb.defaultAmf) ? [] : [{ place: `/gnbs/${index}/defaultAmf`, detail: `is ${gnb.defaultAmf}, which no AMF set has` }]),
    ]),
  ];
}

function identityFaults({ globalRanNodeId: { gNbId: { bitLength, gNBValue } } }: RegistrationGnb, place: string): Fault[] {
  if (gNBValue.length !== digitsFor(bitLength)) return [{ place, detail: `must have ${digitsFor(bitLength)} digits for ${bitLength} bits` }];
  return parseInt(gNBValue, 16) < 2 ** bitLength ? [] : [{ place, detail: `does not fit into ${bitLength} bits` }];
}

function reachabilityFaults({ reachability = [], amfSets }: RegistrationNetwork): Fault[] {
  const sets = new Set(amfSets.map(({ id }) => id));
  return reachability.flatMap(({ one, other }, index) => [
    ...Object.entries({ one, other }).filter(([, id]) => !sets.has(id)).map(([name, id]) => ({ place: `/reachability/${index}/${name}`, detail: `is ${id}, which is no AMF set of the network` })),
    ...(one === other ? [{ place: `/reachability/${index}/other`, detail: 'is the same AMF set' }] : []),
  ]);
}

function subscriptionFaults({ subscriptions = [] }: RegistrationNetwork): Fault[] {
  return [
    ...repetitions(subscriptions, ({ supi }) => supi, (index) => `/subscriptions/${index}/supi`),
    ...subscriptions.flatMap(({ singleNssais, defaultSingleNssais = [] }, index) => [
      ...snssaiFaults(singleNssais, `/subscriptions/${index}/singleNssais`),
      ...snssaiFaults(defaultSingleNssais, `/subscriptions/${index}/defaultSingleNssais`),
      ...defaultSingleNssais.flatMap((snssai, at) =>
        contains(singleNssais, snssai) ? [] : [{ place: `/subscriptions/${index}/defaultSingleNssais/${at}`, detail: `is ${snssaiText(snssai)}, which singleNssais does not have` }]),
    ]),
  ];
}

const policyFaults = ({ nssf, cellChangeSettings }: RegistrationNetwork): Fault[] => [
  ...snssaiFaults(nssf?.configuredNssai, '/nssf/configuredNssai'),
  ...snssaiFaults(cellChangeSettings?.forgedReject?.configuredNssai, '/cellChangeSettings/forgedReject/configuredNssai'),
];

import { byPreference } from '../amf-identity.js';
import type { Amf as AmfOfNetwork, AmfSet, RegistrationNetwork, RegistrationUe, RunSettings } from '../types.js';
import { Amf } from './core/amf.js';
import type { KnownUe } from './core/amf/ue-contexts.js';
import { Nrf, type RegisteredAmf } from './core/nrf.js';
import { Nssf } from './core/nssf.js';
import { Udm } from './core/udm.js';
import { Gnb } from './gnb/gnb.js';
import { storedKamf } from './keys.js';
import type { Machine } from './machine.js';

const runs = ({ state = 'UP' }: AmfOfNetwork): boolean => state === 'UP';

const registered = ({ id, amfId, relativeCapacity = 255 }: AmfOfNetwork, set: AmfSet): RegisteredAmf => ({ amf: id, amfId, amfSet: set.id, capacity: relativeCapacity });

/** The contexts that AMFs have of UEs, by the ids of the AMFs. */
function knownUes(ues: readonly RegistrationUe[]): Map<string, KnownUe[]> {
  const known = new Map<string, KnownUe[]>();
  for (const { supi, guti, securityContext } of ues) {
    if (!guti || !securityContext || securityContext.heldByAmf === false) continue;
    const { amf, ngKsi } = securityContext;
    const context = { supi, guti, ngKsi, key: storedKamf(supi, securityContext) };
    const others = known.get(amf);
    if (others) others.push(context);
    else known.set(amf, [context]);
  }
  return known;
}

/** The machines of a network, gNBs and network functions; AMFs only if they run. */
export function machinesOf(network: RegistrationNetwork, ues: readonly RegistrationUe[], settings: RunSettings): Machine[] {
  const { plmnId, gnbs, amfSets, subscriptions = [], nssf } = network;
  const known = knownUes(ues);
  const running = amfSets.map((set) => ({ ...set, amfs: set.amfs.filter(runs) })).filter(({ amfs }) => amfs.length);
  const register = running.flatMap((set) => set.amfs.map((amf) => registered(amf, set))).sort(byPreference);
  const amfs = running.flatMap(({ id: set, snssais, amfs: ofSet }) => ofSet.map(({ id, amfId }) => new Amf({ id, set, snssais, plmnId, amfId }, settings, known.get(id))));
  const sets = running.map(({ id, snssais }) => ({ id, snssais, amfs: register.filter(({ amfSet }) => amfSet === id).map(({ amf }) => amf) }));
  const slicesOf = new Map(running.map(({ id, snssais }) => [id, snssais]));
  const connected = register.map(({ amf, amfId, amfSet, capacity }) => ({ name: amf, amfId, set: amfSet, snssais: slicesOf.get(amfSet)!, capacity }));
  const setWith = (amfId: string) => amfSets.find(({ amfs: ofSet }) => ofSet.some(({ id }) => id === amfId))?.id ?? '';
  const stations = gnbs.map((gnb) => new Gnb(gnb, connected, setWith(gnb.defaultAmf)));
  return [...stations, ...amfs, new Nssf(sets, gnbs, nssf), new Udm(subscriptions), new Nrf(plmnId, register)];
}

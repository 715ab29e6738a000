import { invalid, notFound } from '../../../common/problem/index.js';
import { associateIdFault } from '../../../ran/index.js';
import { associateIdKey, tempUeIdKey } from '../identity-keys.js';
import type { AssociateId } from '../types.js';
import type { KnownUe } from './situation.js';

/** Query parameters that name UEs; of those that are given each has to hold one identifier of a UE. */
export interface UeParameters {
  ue_ipv4_address?: string[];
  ue_ipv6_address?: string[];
  nated_ip_address?: string[];
  gtp_teid?: string[];
  temp_ue_id?: string[];
}

/** The types of the identifiers that are AssociateIds (MEC 012, 6.5.4). */
const TYPES = { ue_ipv4_address: 1, ue_ipv6_address: 2, nated_ip_address: 3, gtp_teid: 4 } as const;

type AddressParameter = keyof typeof TYPES;

/** Which UEs a query is about. */
export class AskedUes {
  /** By parameter. */
  private readonly asked: { name: string; keys: Set<string> }[] = [];

  /** @throws Problem 400 if a value is none of its parameter */
  constructor(parameters: UeParameters) {
    for (const name of Object.keys(TYPES) as AddressParameter[]) {
      const associateIds = (parameters[name] ?? []).map((value): AssociateId => ({ type: TYPES[name], value }));
      associateIds.forEach((associateId, index) => {
        const fault = associateIdFault(associateId);
        if (fault !== undefined) throw invalid(`The query parameter ${name}/${index} ${fault}.`);
      });
      this.ask(name, associateIds.map(associateIdKey));
    }
    this.ask('temp_ue_id', (parameters.temp_ue_id ?? []).map((sTmsi) => sTmsi.toLowerCase()));
  }

  /** Whether the query names UEs at all. */
  get named(): boolean {
    return this.asked.length > 0;
  }

  includes(ue: KnownUe): boolean {
    const own = identifiersOf(ue);
    return this.asked.every(({ keys }) => own.some((key) => keys.has(key)));
  }

  /** The identifier that the query has for the UE, else its first. */
  nameOf({ associateId }: KnownUe): AssociateId | undefined {
    return associateId.find((each) => this.asked.some(({ keys }) => keys.has(associateIdKey(each)))) ?? associateId[0];
  }

  /** @throws Problem 404 if a parameter names none of the UEs */
  requireKnown(ues: readonly KnownUe[]): void {
    if (!this.named) return;
    const unknown = this.asked.find(({ keys }) => !ues.some((ue) => identifiersOf(ue).some((key) => keys.has(key))));
    if (unknown) throw notFound(`No UE has the ${unknown.name} that the query names.`);
  }

  private ask(name: string, keys: string[]): void {
    if (keys.length > 0) this.asked.push({ name, keys: new Set(keys) });
  }
}

/** Of UEs that stay the same from one query to the next. */
const known = new WeakMap<KnownUe, string[]>();

function identifiersOf(ue: KnownUe): string[] {
  const before = known.get(ue);
  if (before) return before;
  const { associateId, tempUeId } = ue;
  const identifiers = [...associateId.map(associateIdKey), ...(tempUeId ? [tempUeIdKey(tempUeId)] : [])];
  known.set(ue, identifiers);
  return identifiers;
}

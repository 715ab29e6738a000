import { addressFamily } from '../../common/ip/index.js';
import { impossible } from '../../common/problem/index.js';
import type { DestinationInterface, TrafficRule } from './data-plane.js';
import { MOST_SELECTORS, selectorsOf } from './filter-selectors.js';
import type { Family, Selector } from './selector.js';

/** What a rule does with packets, addresses as the rule writes them. */
type Effect =
  | { readonly does: 'drop' | 'pass' }
  | { readonly does: 'forward'; readonly target: string }
  | { readonly does: 'duplicate'; readonly target: string; readonly copy: string };

/** A traffic rule in terms of packets. */
export interface Steering {
  /** FLOW: all packets of a connection; PACKET: those that match. */
  readonly scope: TrafficRule['filterType'];
  /** 0 is the highest. */
  readonly priority: number;
  readonly selectors: readonly Selector[];
  readonly effect: Effect;
}

function interfacesOf({ dstInterface = [] }: TrafficRule): DestinationInterface[] {
  return Array.isArray(dstInterface) ? dstInterface : [dstInterface];
}

/** The addresses that packets are sent to, all of one version of IP. */
function destinationsOf(rule: TrafficRule, count: number): [family: Family, addresses: string[]] {
  const interfaces = interfacesOf(rule);
  if (interfaces.length !== count) throw impossible(`/dstInterface needs ${count} for ${rule.action}, and has ${interfaces.length}.`);
  const families = interfaces.map(({ interfaceType, dstIpAddress = '' }) => {
    if (interfaceType !== 'IP') throw impossible(`/dstInterface has interfaceType ${interfaceType}; packets can be sent to IP only.`);
    const family = addressFamily(dstIpAddress);
    if (!family) throw impossible(`/dstInterface has dstIpAddress ${dstIpAddress}, which is no address.`);
    return family;
  });
  if (new Set(families).size > 1) throw impossible('/dstInterface has an IPv4 and an IPv6 address; a packet is of one version.');
  return [families[0]!, interfaces.map(({ dstIpAddress }) => dstIpAddress!)];
}

function effectOf(rule: TrafficRule): [effect: Effect, family?: Family] {
  switch (rule.action) {
    case 'DROP':
      return [{ does: 'drop' }];
    case 'PASSTHROUGH':
      return [{ does: 'pass' }];
    case 'FORWARD_DECAPSULATED': {
      const [family, [target]] = destinationsOf(rule, 1);
      return [{ does: 'forward', target: target! }, family];
    }
    case 'DUPLICATE_DECAPSULATED': {
      const [family, [target, copy]] = destinationsOf(rule, 2);
      return [{ does: 'duplicate', target: target!, copy: copy! }, family];
    }
    case 'FORWARD_ENCAPSULATED':
    case 'DUPLICATE_ENCAPSULATED':
      throw impossible(`/action is ${rule.action}, but the platform is no end of a GTP tunnel.`);
  }
}

/** Of the selectors of a filter, those of the version that the destination has. A filter that names addresses of the other is refused. */
function reachable(place: string, selectors: Selector[], namesAddresses: boolean, family: Family | undefined): Selector[] {
  if (family === undefined) return selectors;
  const sameFamily = selectors.filter((selector) => selector.family === family);
  if (sameFamily.length === 0 || (namesAddresses && sameFamily.length < selectors.length))
    throw impossible(`/dstInterface has an IPv${family} address, but ${place} is about packets of the other version.`);
  return sameFamily;
}

/**
 * Reads a traffic rule (MEC 011, 7.1.2.2), its state aside.
 * @throws Problem 422 naming attribute and reason, if packets of this host cannot follow it
 */
export function steeringOf(rule: TrafficRule): Steering {
  const [effect, family] = effectOf(rule);
  const selectors = rule.trafficFilter.flatMap((filter, index) => {
    const place = `/trafficFilter/${index}`;
    const namesAddresses = Boolean(filter.srcAddress?.length || filter.dstAddress?.length);
    return reachable(place, selectorsOf(place, filter), namesAddresses, family);
  });
  if (selectors.length > MOST_SELECTORS) throw impossible(`/trafficFilter stands for ${selectors.length} combinations of values; ${MOST_SELECTORS} are the most.`);
  return { scope: rule.filterType, priority: rule.priority, selectors, effect };
}

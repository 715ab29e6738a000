import type { Family } from '../../domain/selector.js';
import { accept, command, ct, different, drop, equal, goto, type Json, mapped, masked, meta, packetKey, packetKeyType, selectorKey, set, trafficClassIs } from './expressions.js';
import type { HeldRule } from './held-rule.js';
import { forwardCommands } from './forwarding.js';
import type { Lookup } from './lookups.js';
import { FORWARD_OR_DUPLICATE_MASK, kindOf, KINDS, type Sort } from './marks.js';
import type { Block, Ruleset, RulesetChange } from './ruleset.js';
import { classificationEnd, classificationStart, classify, emptyTable, owner } from './table-layout.js';

const FAMILIES: readonly Family[] = [4, 6];

/** Elements by the set or map that they go into or leave. */
class Elements {
  private readonly elements = new Map<string, Json[]>();

  add(name: string, element: Json): void {
    const elements = this.elements.get(name) ?? [];
    this.elements.set(name, elements);
    elements.push(element);
  }

  commands(verb: 'add' | 'delete', family: Family): Json[] {
    return [...this.elements].map(([name, elem]) => command(verb, 'element', family, name, { elem }));
  }
}

const flowsName = ({ priority }: Pick<Block, 'priority'>): string => `p${priority}_flows`;

/** What is done once a map of a sort has the packet; without a hit the next rule is asked. */
const FOUND: Record<Sort, (map: string, key: Json) => Json[]> = {
  verdict: (map, key) => [{ vmap: { key, data: `@${map}` } }],
  redirection: (map, key) => [set(meta('mark'), mapped(key, map)), accept],
  condemnation: (map, key) => [set(ct('mark'), mapped(key, map)), drop],
  approval: (map, key) => [different(masked(ct('mark'), FORWARD_OR_DUPLICATE_MASK), KINDS.flowForward), set(ct('mark'), mapped(key, map)), accept],
  claim: (map, key) => [equal(ct('state'), 'new'), set(ct('mark'), mapped(key, map)), goto('flow')],
};

/** What an entry is mapped to. */
function valueOf({ steering, mark }: HeldRule): Json {
  if (kindOf(steering) === 'packetDrop') return drop;
  return kindOf(steering) === 'packetPass' ? goto('passthrough') : mark;
}

/** By priority: connections that belong to one of its rules, then its maps from the highest layer to the lowest. */
function classification(ruleset: Ruleset, family: Family): Json[] {
  const lookups = ruleset.lookupsOf(family);
  const blocks = ruleset.blocksOf(family).flatMap((block) => [
    ...(block.flows.size ? [classify(family, equal(ct('mark'), `@${flowsName(block)}`), goto('flow'))] : []),
    ...lookups
      .filter(({ priority }) => priority === block.priority)
      .map(({ sort, name, leading, trafficClass }) => classify(family, ...trafficClassIs(family, trafficClass), ...FOUND[sort](name, packetKey(family, leading)))),
  ]);
  return [command('flush', 'chain', family, 'classification'), ...classificationStart(family), ...blocks, classificationEnd(family)];
}

const openLookup = ({ family, name, sort, leading }: Lookup): Json =>
  command('add', 'map', family, name, { type: packetKeyType(family, leading), map: sort === 'verdict' ? 'verdict' : 'mark', flags: ['interval'] });

function departures(change: RulesetChange, family: Family): Json[] {
  const elements = new Elements();
  const closed = new Set(change.flowsClosed.filter((block) => block.family === family).map(flowsName));
  for (const { entry, from } of change.moves)
    if (from?.family === family && !change.closed.includes(from)) elements.add(from.name, selectorKey(entry.selector, from.leading));
  for (const { address } of change.steered.closed.filter((steered) => steered.family === family)) elements.add('steered', address);
  for (const { steering, mark, families } of change.gone) {
    if (!families.has(family)) continue;
    elements.add('rules', mark);
    if ('target' in steering.effect) elements.add('target', mark);
    if ('copy' in steering.effect) elements.add('copy', mark);
    if (steering.scope === 'FLOW' && !closed.has(flowsName(steering))) elements.add(flowsName(steering), mark);
  }
  return elements.commands('delete', family);
}

function arrivals(change: RulesetChange, family: Family): Json[] {
  const elements = new Elements();
  for (const { entry, to } of change.moves) if (to?.family === family) elements.add(to.name, [selectorKey(entry.selector, to.leading), valueOf(entry.rule)]);
  for (const { address } of change.steered.opened.filter((steered) => steered.family === family)) elements.add('steered', address);
  for (const { steering, mark, families, fingerprint } of change.added) {
    if (!families.has(family)) continue;
    elements.add('rules', { elem: { val: mark, comment: fingerprint } });
    if ('target' in steering.effect) elements.add('target', [mark, steering.effect.target]);
    if ('copy' in steering.effect) elements.add('copy', [mark, steering.effect.copy]);
    if (steering.scope === 'FLOW') elements.add(flowsName(steering), mark);
  }
  return elements.commands('add', family);
}

function changeOfFamily(ruleset: Ruleset, change: RulesetChange, family: Family): Json[] {
  const ofFamily = <T extends { family: Family }>(all: T[]): T[] => all.filter((one) => one.family === family);
  const [opened, closed, flowsOpened, flowsClosed] = [ofFamily(change.opened), ofFamily(change.closed), ofFamily(change.flowsOpened), ofFamily(change.flowsClosed)];
  const otherChain = opened.length + closed.length + flowsOpened.length + flowsClosed.length > 0;
  return [
    ...opened.map(openLookup),
    ...flowsOpened.map((block) => command('add', 'set', family, flowsName(block), { type: 'mark' })),
    ...departures(change, family),
    ...arrivals(change, family),
    ...forwardCommands(change.forwarded, family),
    ...(otherChain ? classification(ruleset, family) : []),
    ...closed.map(({ name }) => command('delete', 'map', family, name)),
    ...flowsClosed.map((block) => command('delete', 'set', family, flowsName(block))),
  ];
}

/** Brings tables that are as we left them to what the ruleset holds after a change. */
export const changeCommands = (ruleset: Ruleset, change: RulesetChange, processId: number): Json[] =>
  FAMILIES.flatMap((family) => [owner(family, processId), ...changeOfFamily(ruleset, change, family)]);

/** Makes the tables from nothing, whatever is there. */
export function rebuildCommands(ruleset: Ruleset, processId: number): Json[] {
  const everything = ruleset.everything();
  return FAMILIES.flatMap((family) => [...emptyTable(family), owner(family, processId), ...changeOfFamily(ruleset, everything, family)]);
}

import type { Family } from '../../domain/selector.js';
import { accept, ADDRESS_TYPE, command, ct, different, drop, equal, type Json, mapped, masked, meta, NFT_FAMILY, packetKey, packetKeyType, payload, set, TABLE } from './expressions.js';
import { SOURCE } from './leading-field.js';
import { FORWARD_OR_DUPLICATE_MASK, KIND_MASK, KINDS, MARK_PREFIX, PREFIX_MASK } from './marks.js';

/** Seconds without a packet after which a packet of a former connection may open a new one. */
const FORMER_TIMEOUT_S = 120;
const MOST_FORMER = 1_000_000;

/** Which process made the table: its own random number. Every transaction adds it again, which fails if it is another or none. */
export const owner = (family: Family, processId: number): Json => command('add', 'element', family, 'owner', { elem: [[0, processId]] });

const rule = (family: Family, chain: string, ...expr: Json[]): Json => ({ add: { rule: { family: NFT_FAMILY[family], table: TABLE, chain, expr } } });

const hooked = (family: Family, name: string, type: string, hook: string, prio: number): Json =>
  command('add', 'chain', family, name, { type, hook, prio, policy: 'accept' });

/** Sets and maps that are always there: the rules in effect, where packets go, the connections that a change has ended, and the UEs whose packets are forwarded. */
const sets = (family: Family): Json[] => [
  command('add', 'map', family, 'owner', { type: 'mark', map: 'mark' }),
  command('add', 'set', family, 'rules', { type: 'mark' }),
  command('add', 'map', family, 'target', { type: 'mark', map: ADDRESS_TYPE[family] }),
  command('add', 'map', family, 'copy', { type: 'mark', map: ADDRESS_TYPE[family] }),
  command('add', 'set', family, 'former', { type: packetKeyType(family, SOURCE), flags: ['timeout'], timeout: FORMER_TIMEOUT_S, size: MOST_FORMER }),
  command('add', 'map', family, 'forwarded', { type: ADDRESS_TYPE[family], map: ADDRESS_TYPE[family] }),
  command('add', 'set', family, 'passing', { type: ['ifname', ADDRESS_TYPE[family]], flags: ['timeout'] }),
  command('add', 'set', family, 'steered', { type: ADDRESS_TYPE[family] }),
];

const chains = (family: Family): Json[] => [
  hooked(family, 'tracking', 'filter', 'prerouting', -300),
  hooked(family, 'classification', 'filter', 'prerouting', -150),
  hooked(family, 'translation', 'nat', 'prerouting', -101),
  hooked(family, 'redirection', 'filter', 'prerouting', -90),
  hooked(family, 'copies', 'filter', 'output', -90),
  command('add', 'chain', family, 'flow'),
  command('add', 'chain', family, 'passthrough'),
];

const destination = (family: Family): Json => payload(NFT_FAMILY[family], 'daddr');
const source = (family: Family): Json => payload(NFT_FAMILY[family], 'saddr');
const packetIs = (mask: number, kind: number): Json => equal(masked(meta('mark'), mask), kind);
const connectionIs = (mask: number, kind: number): Json => equal(masked(ct('mark'), mask), kind);
const originalDirection: Json = equal(ct('direction'), 'original');

/**
 * Answers to forwarded packets come through this host when the way to the UE leads here. They must not open connections, which no rule would find by
 * the UE's packets. What our own applications answer by the same link is tracked, as they belong to rules.
 */
const tracking = (family: Family): Json =>
  rule(family, 'tracking', equal({ concat: [meta('iifname'), destination(family)] }, '@passing'), different(source(family), '@steered'), { notrack: null });

/** Packets of a connection that belongs to a rule on flows. The destination is rewritten by `translation`. */
const flow = (family: Family): Json[] => [
  rule(family, 'flow', connectionIs(KIND_MASK, KINDS.flowDrop), drop),
  rule(family, 'flow', connectionIs(KIND_MASK, KINDS.flowDuplicate), originalDirection, set(meta('mark'), ct('mark'))),
  rule(family, 'flow', accept),
];

/** Packets that a PACKET rule leaves alone, although a FLOW rule of lower priority has translated their connection. */
const passthrough = (family: Family): Json[] => [
  rule(family, 'passthrough', connectionIs(FORWARD_OR_DUPLICATE_MASK, KINDS.flowForward), originalDirection, set(meta('mark'), KINDS.packetPass)),
  rule(family, 'passthrough', accept),
];

/** Behind all address translation, so that it has the last word; our mark goes no further. */
const redirection = (family: Family): Json[] => [
  rule(family, 'redirection', packetIs(KIND_MASK, KINDS.packetPass), set(destination(family), ct(`${NFT_FAMILY[family]} daddr`, 'original'))),
  rule(family, 'redirection', packetIs(FORWARD_OR_DUPLICATE_MASK, KINDS.packetForward), set(destination(family), mapped(meta('mark'), 'target'))),
  rule(family, 'redirection', packetIs(PREFIX_MASK, MARK_PREFIX), { dup: { addr: mapped(meta('mark'), 'copy') } }),
  rule(family, 'redirection', packetIs(PREFIX_MASK, MARK_PREFIX), set(meta('mark'), 0)),
];

/** What `dup` has sent is addressed to the first destination still. */
const copies = (family: Family): Json[] => [
  rule(family, 'copies', equal(ct('state'), 'untracked'), packetIs(PREFIX_MASK, MARK_PREFIX), set(destination(family), mapped(meta('mark'), 'copy')), set(meta('mark'), 0)),
];

/** A rule of `classification`. */
export const classify = (family: Family, ...expr: Json[]): Json => rule(family, 'classification', ...expr);

const destinationType: Json = { fib: { result: 'type', flags: ['daddr'] } };
const isForThisHost: Json = equal(destinationType, 'local');
const replyDirection: Json = equal(ct('direction'), 'reply');

/** RFC 4861; without these a rule about all packets would cut the host off, whatever other rules let pass. */
const NEIGHBOUR_DISCOVERY = ['nd-router-solicit', 'nd-router-advert', 'nd-neighbor-solicit', 'nd-neighbor-advert', 'nd-redirect'];

/** What this host says to itself, what answers it, and what its links need to work, follows no rule. */
const exceptions = (family: Family): Json[] => [
  classify(family, equal(meta('iifname'), 'lo'), accept),
  classify(family, replyDirection, isForThisHost, accept),
  ...(family === 6 ? [classify(family, equal(payload('icmpv6', 'type'), { set: NEIGHBOUR_DISCOVERY }), accept)] : []),
];

/** A foreign mark that looks like ours is taken away; a packet of a connection that a change has ended opens no other. */
export const classificationStart = (family: Family): Json[] => [
  ...exceptions(family),
  classify(family, packetIs(PREFIX_MASK, MARK_PREFIX), set(meta('mark'), 0)),
  classify(family, equal(ct('state'), 'new'), equal(packetKey(family, SOURCE), '@former'), { set: { op: 'update', elem: packetKey(family, SOURCE), set: '@former' } }, drop),
];

/** What no rule wants of a UE whose packets are forwarded. The connection of a packet that is dropped here is never confirmed. */
export const classificationEnd = (family: Family): Json =>
  classify(family, different(destinationType, 'local'), { dup: { addr: mapped(source(family), 'forwarded') } }, drop);

/** The table with all that does not depend on the rules in effect; a table that was there before is gone. */
export const emptyTable = (family: Family): Json[] => [
  ...['add', 'delete', 'add'].map((verb) => ({ [verb]: { table: { family: NFT_FAMILY[family], name: TABLE } } })),
  ...sets(family),
  ...chains(family),
  tracking(family),
  ...classificationStart(family),
  classificationEnd(family),
  ...flow(family),
  ...passthrough(family),
  rule(family, 'translation', { dnat: { addr: mapped(ct('mark'), 'target') } }),
  ...redirection(family),
  ...copies(family),
];

import { addressRange } from '../../src/modules/common/ip/index.js';

/** A packet as nft sees it in one hook, of a link other than lo; it is for another host. */
export interface Packet {
  family: 'ip' | 'ip6';
  saddr: bigint;
  daddr: bigint;
  protocol: number;
  sport: number;
  dport: number;
  /** DSCP and ECN. */
  trafficClass: number;
  mark: number;
  ctMark: number;
  state: 'new' | 'established';
  direction: 'original' | 'reply';
  /** Where a copy went. */
  copiedTo?: bigint;
}

interface Operation {
  concat?: Operand[];
  range?: [Operand, Operand];
  payload?: { field: string };
  meta?: { key: string };
  ct?: { key: string };
  map?: { key: Operand; data: string };
  '&'?: [Operand, number];
  elem?: { val: Operand; comment: string };
}

type Operand = number | string | Operation;

interface Statement {
  match?: { op: string; left: Operation; right: Operand };
  mangle?: { key: Operation; value: Operand };
  vmap?: { key: Operand; data: string };
  goto?: { target: string };
  dup?: { addr: Operand };
  accept?: null;
  drop?: null;
  set?: object;
}

interface Details {
  family: string;
  name: string;
  chain: string;
  expr: Statement[];
  elem: (Operand | [Operand, Operand | Statement])[];
  flags?: string[];
}

type Command = Record<string, Record<string, Details>>;

type Range = [first: bigint, last: bigint];

interface Element {
  key: Range[];
  value?: Operand | Statement | undefined;
  comment?: string | undefined;
}

interface Container {
  isInterval: boolean;
  elements: Map<string, Element>;
}

interface Table {
  containers: Map<string, Container>;
  chains: Map<string, Statement[][]>;
}

const ICMPV6 = 58;

/** A rule that does not apply. */
class Break extends Error {}

class Verdict extends Error {
  constructor(readonly verdict: 'accept' | 'drop') {
    super();
  }
}

const numeric = (value: Operand): bigint =>
  typeof value === 'string' ? (addressRange(value)?.first ?? BigInt(`0x${Buffer.from(value).toString('hex')}`)) : BigInt(value as number);

const operationOf = (value: Operand): Operation => (typeof value === 'object' ? value : {});

const rangeOf = (value: Operand): Range => (operationOf(value).range?.map(numeric) as Range | undefined) ?? [numeric(value), numeric(value)];

const keyOf = (value: Operand): Range[] => (operationOf(value).concat ?? [value]).map(rangeOf);

const nameOf = (key: Range[]): string => key.map((range) => range.join('-')).join(' ');

const meet = (one: Range[], other: Range[]): boolean => one.every(([first, last], field) => first <= other[field]![1] && other[field]![0] <= last);

/** As much of nft and of the kernel as the data plane uses: a transaction is wholly there or not at all, and faults are refused as the kernel does. */
export class NftModel {
  tables = new Map<string, Table>();

  /** @throws Error, with nothing changed */
  transact(commands: Command[]): void {
    const before = structuredClone(this.tables);
    try {
      for (const command of commands) this.obey(command);
      for (const table of this.tables.values()) checkReferences(table);
    } catch (error) {
      this.tables = before;
      throw error;
    }
  }

  table(family: string): Table {
    const table = this.tables.get(family);
    if (!table) throw new Error('No such file or directory');
    return table;
  }

  /** Lets a packet pass a chain, which changes its marks; addresses stay. Answers its verdict. */
  pass(chain: string, packet: Packet): 'accept' | 'drop' {
    try {
      this.run(chain, packet);
      return 'accept';
    } catch (end) {
      if (end instanceof Verdict) return end.verdict;
      throw end;
    }
  }

  private obey(command: Command): void {
    const [[verb, objects]] = Object.entries(command) as [[string, Command[string]]];
    const [[what, details]] = Object.entries(objects) as [[string, Details]];
    if (what === 'table') return this.obeyOnTable(verb, details.family);
    const table = this.table(details.family);
    if (what === 'chain') return void (verb === 'flush' ? chainOf(table, details.name).splice(0) : table.chains.set(details.name, []));
    if (what === 'rule') return void chainOf(table, details.chain).push(details.expr);
    if (what === 'element') return details.elem.forEach((element) => changeElement(verb, containerOf(table, details.name), element));
    if (verb === 'delete') return void table.containers.delete(containerOf(table, details.name) && details.name);
    if (table.containers.has(details.name)) return;
    table.containers.set(details.name, { isInterval: details.flags?.includes('interval') ?? false, elements: new Map() });
  }

  private obeyOnTable(verb: string, family: string): void {
    if (verb === 'delete') this.tables.delete(family);
    else if (!this.tables.has(family)) this.tables.set(family, { containers: new Map(), chains: new Map() });
  }

  private run(chain: string, packet: Packet): void {
    for (const rule of chainOf(this.table(packet.family), chain)) {
      try {
        for (const statement of rule) this.execute(statement, packet);
      } catch (end) {
        if (!(end instanceof Break)) throw end;
      }
    }
  }

  private execute(statement: Statement, packet: Packet): void {
    const { match, mangle, vmap, goto, dup } = statement;
    if (match && this.matches(match.left, match.right, packet) === (match.op === '!=')) throw new Break();
    if (mangle) packet[mangle.key.meta ? 'mark' : 'ctMark'] = Number(this.value(mangle.value, packet));
    if (vmap) this.execute(this.find(vmap.data, this.key(vmap.key, packet), packet).value as Statement, packet);
    if (dup) packet.copiedTo = this.value(dup.addr, packet);
    if (goto) this.run(goto.target, packet);
    if (goto ?? 'accept' in statement) throw new Verdict('accept');
    if ('drop' in statement) throw new Verdict('drop');
  }

  private matches(left: Operation, right: Operand, packet: Packet): boolean {
    if (typeof right === 'string' && right.startsWith('@')) return this.lookUp(right, this.key(left, packet), packet) !== undefined;
    if (typeof right === 'string') return left.ct !== undefined && packet[left.ct.key as 'state' | 'direction'] === right;
    if (left.payload?.field === 'type') return packet.protocol === ICMPV6;
    return this.value(left, packet) === numeric(right);
  }

  private key(operand: Operand, packet: Packet): bigint[] {
    return (operationOf(operand).concat ?? [operand]).map((part) => this.value(part, packet));
  }

  private value(operand: Operand, packet: Packet): bigint {
    const { '&': masked, map, ct, meta, payload } = operationOf(operand);
    if (masked) return this.value(masked[0], packet) & BigInt(masked[1]);
    if (map) return numeric(this.find(map.data, this.key(map.key, packet), packet).value as Operand);
    if (ct) return BigInt(packet.ctMark);
    if (meta) return BigInt(meta.key === 'mark' ? packet.mark : packet.protocol);
    if (payload?.field === 'dscp') return BigInt(packet.trafficClass >> 2);
    if (payload?.field === 'ecn') return BigInt(packet.trafficClass & 3);
    return payload ? BigInt(packet[payload.field as 'saddr' | 'daddr' | 'protocol' | 'sport' | 'dport']) : numeric(operand);
  }

  private find(name: string, key: bigint[], packet: Packet): Element {
    const found = this.lookUp(name, key, packet);
    if (!found) throw new Break();
    return found;
  }

  private lookUp(name: string, key: bigint[], packet: Packet): Element | undefined {
    const { elements } = containerOf(this.table(packet.family), name.slice(1));
    const wanted = key.map((value): Range => [value, value]);
    return [...elements.values()].find((element) => meet(element.key, wanted));
  }
}

function chainOf(table: Table, name: string): Statement[][] {
  const chain = table.chains.get(name);
  if (!chain) throw new Error(`No such chain ${name}`);
  return chain;
}

function containerOf(table: Table, name: string): Container {
  const container = table.containers.get(name);
  if (!container) throw new Error(`No such set ${name}`);
  return container;
}

function changeElement(verb: string, { elements, isInterval }: Container, element: Details['elem'][number]): void {
  const [written, value] = Array.isArray(element) ? element : [element, undefined];
  const { elem } = operationOf(written);
  const key = keyOf(elem?.val ?? written);
  const known = elements.get(nameOf(key));
  if (verb === 'delete') {
    if (!known) throw new Error('No such element');
    elements.delete(nameOf(key));
  } else if (known) {
    if (JSON.stringify(known.value) !== JSON.stringify(value)) throw new Error('File exists');
  } else {
    if (isInterval && [...elements.values()].some((other) => meet(other.key, key))) throw new Error(`Elements overlap: ${nameOf(key)}`);
    elements.set(nameOf(key), { key, value, comment: elem?.comment });
  }
}

/** A set or map that a rule looks up cannot be deleted. */
function checkReferences({ containers, chains }: Table): void {
  const used = JSON.stringify([...chains.values()]).matchAll(/"@([^"]+)"/g);
  for (const [, name] of used) if (!containers.has(name!)) throw new Error(`Device or resource busy: ${name}`);
}

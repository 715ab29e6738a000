import { addressRange } from '../../src/modules/common/ip/index.js';

/** A packet as nft sees it in one hook. */
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
}

interface Element {
  key: Range[];
  value: unknown;
  comment?: string;
}

interface Container {
  isInterval: boolean;
  elements: Map<string, Element>;
}

interface Table {
  containers: Map<string, Container>;
  chains: Map<string, Expression[][]>;
}

type Range = [first: bigint, last: bigint];
type Expression = Record<string, any>;
type Command = Record<string, Record<string, any>>;

class Break extends Error {}
class Verdict extends Error {
  constructor(readonly verdict: 'accept' | 'drop') {
    super();
  }
}

const numeric = (value: unknown): bigint => (typeof value === 'string' ? addressRange(value)!.first : BigInt(value as number));

const rangeOf = (value: any): Range => (value?.range ? [numeric(value.range[0]), numeric(value.range[1])] : [numeric(value), numeric(value)]);

const keyOf = (value: any): Range[] => (value?.concat ? value.concat.map(rangeOf) : [rangeOf(value)]);

const text = (key: Range[]): string => key.map((range) => range.join('-')).join(' ');

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

  /** Lets a packet pass the chain of a hook and changes its marks; addresses stay. Answers its verdict. */
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
    const [[verb, object]] = Object.entries(command) as [[string, any]];
    const [[what, details]] = Object.entries(object) as [[string, any]];
    if (what === 'table') return verb === 'add' ? this.addTable(details) : void this.tables.delete(details.family);
    const table = this.table(details.family);
    if (what === 'chain') return void (verb === 'flush' ? chainOf(table, details.name).splice(0) : table.chains.set(details.name, []));
    if (what === 'rule') return void chainOf(table, details.chain).push(details.expr);
    if (what === 'element') return details.elem.forEach((element: any) => changeElement(verb!, containerOf(table, details.name), element));
    if (verb === 'delete') return void table.containers.delete(containerOf(table, details.name) && details.name);
    if (table.containers.has(details.name)) return;
    table.containers.set(details.name, { isInterval: details.flags?.includes('interval') ?? false, elements: new Map() });
  }

  private addTable({ family }: { family: string }): void {
    if (!this.tables.has(family)) this.tables.set(family, { containers: new Map(), chains: new Map() });
  }

  private run(chain: string, packet: Packet): void {
    for (const rule of chainOf(this.table(packet.family), chain)) {
      try {
        for (const expression of rule) this.execute(expression, packet);
      } catch (end) {
        if (!(end instanceof Break)) throw end;
      }
    }
  }

  private execute(expression: Expression, packet: Packet): void {
    const [[name, details]] = Object.entries(expression) as [[string, any]];
    switch (name) {
      case 'match':
        if (!this.matches(details.left, details.right, packet)) throw new Break();
        return;
      case 'mangle':
        return assign(details.key, Number(this.value(details.value, packet)), packet);
      case 'vmap':
        return this.execute(this.find(details.data, this.key(details.key, packet), packet).value as Expression, packet);
      case 'goto':
        this.run(details.target, packet);
        throw new Verdict('accept');
      case 'accept':
      case 'drop':
        throw new Verdict(name);
      case 'set':
        return;
      default:
        throw new Error(`nft does not know ${name}`);
    }
  }

  private matches(left: Expression, right: any, packet: Packet): boolean {
    if (typeof right === 'string' && right.startsWith('@')) return this.lookUp(right, this.key(left, packet), packet) !== undefined;
    if (typeof right === 'string') return packet[left['ct'].key as 'state' | 'direction'] === right;
    return this.value(left, packet) === BigInt(right);
  }

  private key(expression: any, packet: Packet): bigint[] {
    return expression.concat ? expression.concat.map((part: any) => this.value(part, packet)) : [this.value(expression, packet)];
  }

  private value(expression: any, packet: Packet): bigint {
    if (typeof expression === 'number') return BigInt(expression);
    if (expression['&']) return this.value(expression['&'][0], packet) & BigInt(expression['&'][1]);
    if (expression.map) return numeric(this.find(expression.map.data, this.key(expression.map.key, packet), packet).value);
    if (expression.ct) return BigInt(packet.ctMark);
    if (expression.meta) return BigInt(expression.meta.key === 'mark' ? packet.mark : packet.protocol);
    const field = expression.payload.field as string;
    if (field === 'dscp') return BigInt(packet.trafficClass >> 2);
    if (field === 'ecn') return BigInt(packet.trafficClass & 3);
    return BigInt(packet[field as 'saddr' | 'daddr' | 'protocol' | 'sport' | 'dport']);
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

function chainOf(table: Table, name: string): Expression[][] {
  const chain = table.chains.get(name);
  if (!chain) throw new Error(`No such chain ${name}`);
  return chain;
}

function containerOf(table: Table, name: string): Container {
  const container = table.containers.get(name);
  if (!container) throw new Error(`No such set ${name}`);
  return container;
}

function changeElement(verb: string, { elements, isInterval }: Container, element: any): void {
  const [rawKey, value] = Array.isArray(element) ? element : [element, undefined];
  const key = keyOf(rawKey.elem?.val ?? rawKey);
  const known = elements.get(text(key));
  if (verb === 'delete') {
    if (!known) throw new Error('No such element');
    elements.delete(text(key));
  } else if (known) {
    if (JSON.stringify(known.value) !== JSON.stringify(value)) throw new Error('File exists');
  } else {
    if (isInterval && [...elements.values()].some((other) => meet(other.key, key))) throw new Error(`Elements overlap: ${text(key)}`);
    elements.set(text(key), { key, value, comment: rawKey.elem?.comment });
  }
}

function assign(key: Expression, value: number, packet: Packet): void {
  if (key['meta']) packet.mark = value;
  else if (key['ct']) packet.ctMark = value;
}

/** A set or map that a rule looks up cannot be deleted. */
function checkReferences({ containers, chains }: Table): void {
  const used = JSON.stringify([...chains.values()]).matchAll(/"@([^"]+)"/g);
  for (const [, name] of used) if (!containers.has(name!)) throw new Error(`Device or resource busy: ${name}`);
}

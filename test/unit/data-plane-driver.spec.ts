import { ConfigurationError } from '../../src/config/index.js';
import { addressRange } from '../../src/modules/common/ip/index.js';
import { Failpoints } from '../../src/modules/common/failpoints/index.js';
import { HIGHEST_NUMBER } from '../../src/modules/data-plane/adapters/nftables/marks.js';
import { NftablesDataPlane } from '../../src/modules/data-plane/adapters/nftables/nftables-data-plane.js';
import { RuleNumbers } from '../../src/modules/data-plane/adapters/nftables/rule-numbers.js';
import { RecordOnly } from '../../src/modules/data-plane/domain/record-only.js';
import type { DataPlaneChange, TrafficFilter, TrafficRule } from '../../src/modules/data-plane/domain/data-plane.js';
import type { SteeredRule } from '../../src/modules/data-plane/index.js';
import { HostModel } from '../support/host-model.js';

const drop = (order: number, port = 80): SteeredRule => ({
  key: `key-${order}`,
  order,
  rule: { filterType: 'FLOW', priority: 1, trafficFilter: [{ dstPort: [`${port}`] }], action: 'DROP', state: 'ACTIVE' },
});

const impossible = (order: number): SteeredRule => ({ ...drop(order), rule: { ...drop(order).rule, trafficFilter: [{ qCI: 1 }] } });

let host: HostModel;
let dataPlane: NftablesDataPlane;

beforeEach(async () => {
  host = new HostModel();
  dataPlane = new NftablesDataPlane(host, new Failpoints({} as never));
  await dataPlane.start([drop(1)]);
});

const keysHeld = () => [1, 2, 3].filter((order) => dataPlane.holds(`key-${order}`));
const tables = () => structuredClone(host.nft.tables);
/** What the tables hold, numbers of rules and of pages aside. */
const elements = () =>
  [...host.nft.tables].flatMap(([family, { containers }]) => [...containers].filter(([name]) => /^p\d+_layer/.test(name)).flatMap(([name, one]) => [...one.elements.keys()].map((key) => `${family} ${name} ${key}`)));

const line = (id: number, { to = '10.0.0.9', port = 80, protocol = 'tcp      6', mark = 0 } = {}) =>
  `ipv4     2 ${protocol} 99 src=10.0.1.${id} dst=${to} sport=${1000 + id} dport=${port} src=${to} dst=10.0.1.${id} sport=${port} dport=${1000 + id} mark=${mark} use=1`;

describe('a change that fails', () => {
  it.each<[string, SteeredRule[]]>([
    ['one of its rules cannot be carried out', [drop(2), impossible(3)]],
    ['its rules overlap too much', Array.from({ length: 33 }, (_unused, index) => drop(10 + index))],
  ])('with 422 because %s changes nothing', async (_why, put) => {
    const before = tables();
    await expect(dataPlane.change({ put, remove: ['key-1'] })).rejects.toMatchObject({ status: 422 });
    expect(tables()).toEqual(before);
    expect(keysHeld()).toEqual([1]);
    await dataPlane.change({ put: [drop(2, 81)], remove: ['key-1'] });
    expect(keysHeld()).toEqual([2]);
  });

  it.each(['nft -j -f', 'conntrack -L', 'conntrack -R'])('with 503 because %s fails changes nothing', async (command) => {
    const before = elements();
    host.connections['ipv4'] = [line(1, { port: 443 })];
    host.failing = command;
    await expect(dataPlane.change({ put: [drop(2, 443)], remove: ['key-1'] })).rejects.toMatchObject({ status: 503, detail: expect.stringContaining('not permitted') });
    host.failing = undefined;
    expect(keysHeld()).toEqual([1]);
    await dataPlane.guard();
    expect(elements()).toEqual(before);
    await dataPlane.change({ put: [drop(2, 81)], remove: [] });
    expect(keysHeld()).toEqual([1, 2]);
    expect(elements()).toHaveLength(2 * before.length);
  });

  it('does not keep others from being served, one after the other', async () => {
    const changes = [dataPlane.change({ put: [drop(2)], remove: [] }), dataPlane.change({ put: [impossible(3)], remove: [] }), dataPlane.change({ put: [drop(3)], remove: ['key-1'] })];
    expect((await Promise.allSettled(changes)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(keysHeld()).toEqual([2, 3]);
  });
});

it('makes no transaction for rules that are there already, or gone', async () => {
  const before = host.transactions;
  await dataPlane.change({ put: [drop(1)], remove: ['key-2'] });
  expect(host.transactions).toBe(before);
});

it('puts a rule that is to be put and removed', async () => {
  await dataPlane.change({ put: [drop(1, 81)], remove: ['key-1'] });
  expect(keysHeld()).toEqual([1]);
});

it('has as many maps as before, whatever came and went', async () => {
  const before = elements();
  const rules = Array.from({ length: 30 }, (_unused, index) => drop(10 + index, 80 + (index % 7)));
  await dataPlane.change({ put: rules, remove: [] });
  expect(elements().length).toBeGreaterThan(before.length);
  await dataPlane.change({ put: [], remove: rules.map(({ key }) => key) });
  expect(elements()).toEqual(before);
  expect([...host.nft.table('ip').containers.keys()].filter((name) => /^p\d/.test(name))).toEqual(['p1_layer1_condemnation_by_dport_1', 'p1_flows']);
});

describe('the guard', () => {
  it('does nothing while the tables are there', async () => {
    const before = host.transactions;
    await dataPlane.guard();
    expect(host.transactions).toBe(before);
  });

  it.each<[string, () => void]>([
    ['removed both', () => host.nft.tables.clear()],
    ['removed one', () => host.nft.tables.delete('ip6')],
    ['made others', () => host.nft.transact([{ delete: { element: { family: 'ip', name: 'owner', elem: [0] } } }, { add: { element: { family: 'ip', name: 'owner', elem: [[0, 1]] } } }] as never)],
  ])('makes the tables anew if somebody has %s', async (_what, alter) => {
    const before = elements();
    alter();
    await dataPlane.guard();
    expect(elements()).toEqual(before);
    await dataPlane.change({ put: [drop(2, 81)], remove: [] });
    expect(keysHeld()).toEqual([1, 2]);
  });

  it('tries again after a change that could not be taken back', async () => {
    const before = elements();
    host.failing = 'nft -j -f';
    await expect(dataPlane.change({ put: [drop(2)], remove: [] })).rejects.toMatchObject({ status: 503 });
    host.nft.tables.clear();
    await expect(dataPlane.guard()).rejects.toThrow('not permitted');
    host.failing = undefined;
    await dataPlane.guard();
    expect(elements()).toEqual(before);
  });
});

describe('at start', () => {
  it('passes over rules that cannot be carried out', async () => {
    await dataPlane.start([drop(1), impossible(2), drop(3)]);
    expect(keysHeld()).toEqual([1, 3]);
  });

  it('forgets the rules of before', async () => {
    await dataPlane.start([drop(2)]);
    expect(keysHeld()).toEqual([2]);
  });

  it.each(['nft -j list', 'nft -j -f', 'conntrack -C', 'conntrack -L'])('tells that %s fails', async (command) => {
    host.failing = command;
    await expect(dataPlane.start([])).rejects.toThrow(ConfigurationError);
  });
});

describe('the connections that the kernel is told to forget', () => {
  async function forgotten(connections: string[], put: SteeredRule[] = [drop(2, 443)]): Promise<string[]> {
    host.connections['ipv4'] = connections;
    await dataPlane.change({ put, remove: [] });
    return host.deletions;
  }

  it('are those that a new rule on flows matches', async () => {
    expect(await forgotten([line(1, { port: 443 }), line(2), line(3, { port: 443, protocol: 'icmp     1' })])).toEqual(['-D -f ipv4 -p tcp -s 10.0.1.1 -d 10.0.0.9 --sport 1001 --dport 443']);
  });

  it('are named together where all of a group are meant', async () => {
    expect(await forgotten([line(1, { port: 443 }), line(2, { port: 443 }), line(3)])).toEqual(['-D -f ipv4 -p tcp -d 10.0.0.9 --dport 443']);
  });

  it('are named one by one where the group has others', async () => {
    const put = [{ ...drop(2), rule: { ...drop(2).rule, trafficFilter: [{ srcAddress: ['10.0.1.1-10.0.1.2'] }] } }];
    expect(await forgotten([line(1), line(2), line(3), line(1, { port: 443 })], put)).toEqual([
      '-D -f ipv4 -s 10.0.1.1',
      '-D -f ipv4 -p tcp -s 10.0.1.2 -d 10.0.0.9 --sport 1002 --dport 80',
    ]);
  });

  it('are those whose rule is gone, by its mark', async () => {
    const mark = 0x4d812345;
    expect(await forgotten([line(1, { mark }), line(2, { mark }), line(3)])).toEqual([`-D -f ipv4 -m ${mark}`]);
  });

  it('are none of other marks, other ports and other priorities', async () => {
    const [element] = [...host.nft.table('ip').containers.get('rules')!.elements.values()];
    const mark = Number(element!.key[0]![0]);
    expect(await forgotten([line(1, { port: 80 }), line(2, { mark: 7 }), line(3, { port: 443, mark })])).toEqual([]);
  });

  it('are none that this host has begun', async () => {
    expect(await forgotten([line(1, { port: 443 }).replaceAll('10.0.1.1', '127.0.0.1')])).toEqual([]);
  });

  it('are none for a rule on packets', async () => {
    expect(await forgotten([line(1, { port: 443 })], [{ ...drop(2, 443), rule: { ...drop(2, 443).rule, filterType: 'PACKET' } }])).toEqual([]);
  });
});

describe('the connections that are ended when the rules of a UE arrive', () => {
  const [ue, service] = ['10.45.0.9', '10.0.0.9'];

  beforeEach(() => dataPlane.start([]));

  const steering = (order: number, filter: TrafficFilter, more: Partial<TrafficRule> = {}): SteeredRule => ({
    key: `key-${order}`,
    order,
    rule: { filterType: 'FLOW', priority: 10, trafficFilter: [filter], action: 'FORWARD_DECAPSULATED', dstInterface: { interfaceType: 'IP', dstIpAddress: '10.0.7.7' }, state: 'ACTIVE', ...more },
  });
  const arriving = (order = 2, more: Partial<TrafficRule> = {}) => steering(order, { srcAddress: [ue] }, more);

  /** A connection whose first packet the server has sent. */
  const fromBehind = ({ mark = 0, replyFrom = ue } = {}) =>
    `ipv4     2 udp      17 99 src=${service} dst=${ue} sport=80 dport=1009 src=${replyFrom} dst=${service} sport=1009 dport=80 mark=${mark} use=1`;
  const ENDED = `-D -f ipv4 -p udp -s ${service} -d ${ue} --sport 80 --dport 1009`;

  const onlyMark = () => Number([...host.nft.table('ip').containers.get('rules')!.elements.values()][0]!.key[0]![0]);
  const barred = () => [...host.nft.table('ip').containers.get('former')!.elements.values()].map(({ key }) => key.map(([first]) => first));
  const serverPackets = [addressRange(service)!.first, addressRange(ue)!.first, 17n, 80n, 1009n];

  async function ended(connections: string[], change: Partial<DataPlaneChange>): Promise<string[]> {
    host.connections['ipv4'] = connections;
    await dataPlane.change({ put: [arriving()], remove: [], arriving: ['key-2'], ...change });
    return host.deletions;
  }

  it('are those that a server has begun, whose further packets open no other', async () => {
    expect(await ended([line(1), fromBehind()], {})).toEqual([ENDED]);
    expect(barred()).toEqual([serverPackets]);
  });

  it('are none of those if the rule is new and does not arrive, or another one does', async () => {
    expect(await ended([fromBehind()], { arriving: [] })).toEqual([]);
    expect(await ended([fromBehind()], { put: [arriving(3)], arriving: ['key-2', 'unknown'] })).toEqual([]);
    expect(barred()).toEqual([]);
  });

  it('are not those of a rule that has arrived before: it is not remembered', async () => {
    expect(await ended([], {})).toEqual([]);
    expect(await ended([fromBehind()], { put: [arriving(3)], arriving: [] })).toEqual([]);
    expect(await ended([fromBehind()], { put: [arriving(2)] })).toEqual([]);
  });

  it('are ended and not barred if another program translates them', async () => {
    expect(await ended([fromBehind().replace(`dst=${ue}`, 'dst=203.0.113.9')], {})).toEqual([ENDED.replace(ue, '203.0.113.9')]);
    expect(barred()).toEqual([]);
  });

  it('are those whose first packet a rule of lower priority has, and none of a rule of equal or higher priority', async () => {
    for (const [priority, ends] of [[9, false], [10, false], [11, true]] as const) {
      host.deletions.splice(0);
      await dataPlane.start([steering(4, { dstAddress: [ue] }, { priority, action: 'PASSTHROUGH' })]);
      expect([priority, await ended([fromBehind()], {})]).toEqual([priority, ends ? [ENDED] : []]);
    }
  });

  it('are none that a rule forwards here', async () => {
    await dataPlane.start([steering(4, { srcAddress: [service] }, { priority: 20 })]);
    const mark = onlyMark();
    expect(await ended([fromBehind({ mark, replyFrom: '10.0.7.7' })], { put: [arriving(2, { trafficFilter: [{ srcAddress: ['10.0.7.7'] }] })] })).toEqual([]);
  });
});

describe('numbers of rules', () => {
  it('come again as late as possible', () => {
    const numbers = new RuleNumbers(HIGHEST_NUMBER - 1);
    numbers.keep(1);
    const [highest, second] = [numbers.take(), numbers.take()];
    expect([highest, second]).toEqual([HIGHEST_NUMBER, 2]);
    numbers.giveBack(highest);
    expect([numbers.take(), numbers.take()]).toEqual([3, 4]);
  });

  it('end', () => {
    const numbers = new RuleNumbers(0);
    for (let number = 1; number <= HIGHEST_NUMBER; number++) numbers.keep(number);
    expect(() => numbers.take()).toThrow(expect.objectContaining({ status: 503 }));
    numbers.giveBack(77);
    expect(numbers.take()).toBe(77);
  });
});

it('records rules and lets packets be, as driver none', async () => {
  const record = new RecordOnly();
  await record.start([impossible(1)]);
  await record.change({ put: [drop(2)], remove: ['key-1'] });
  expect([record.enforces, record.holds('key-1'), record.holds('key-2')]).toEqual([false, false, true]);
});

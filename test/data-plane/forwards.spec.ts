import { setTimeout as pause } from 'node:timers/promises';
import type { Forward, SteeredRule } from '../../src/modules/data-plane/index.js';
import { eventually } from '../support/eventually.js';
import { addressOf } from '../support/namespaces.js';
import { CHATTY_PORT, forward, PORT, SILENCE_MS, steered, World } from './world.js';

/** The server at the serving site, which is behind host3 and sends from this address, and an address that nobody has. */
const SERVER = { 4: '198.51.100.20', 6: '2001:db8::20' } as const;
const NOBODY = { 4: '198.51.100.30', 6: '2001:db8::30' } as const;
const BEHIND_GATEWAY = { 4: '203.0.113.1', 6: '2001:db8:1::1' } as const;

let world: World;
let clientPort = 20_000;

beforeAll(async () => {
  world = await World.create();
  for (const family of [4, 6] as const) {
    world.network.addAddress('host3', `${SERVER[family]}/${family === 4 ? 32 : 128}`, 'lo');
    world.network.onHost('host3', 'ip', `-${family}`, 'route', 'replace', 'default', 'via', addressOf('host3', family, 1), 'src', SERVER[family]);
    world.network.platform('ip', `-${family}`, 'route', 'add', `${BEHIND_GATEWAY[family]}/${family === 4 ? 32 : 128}`, 'via', addressOf('host2', family));
  }
});
beforeEach(async () => {
  await world.dataPlane.start([]);
  for (const family of ['ip', 'ip6']) world.network.platform('nft', 'flush', 'set', family, 'openmep', 'passing');
  world.network.platform('conntrack', '-F');
});
afterAll(() => world.network.remove());

describe.each([4, 6] as const)('a forward of IPv%d', (family) => {
  const ue = addressOf('ue', family);
  const server = SERVER[family];
  const toHost3: Forward = { key: 'handover', address: ue, to: addressOf('host3', family) };
  const activation = () => forward('host1', { srcAddress: [ue], dstAddress: [server] }, { family });

  const begin = (...put: Forward[]) => world.dataPlane.change({ put: [], remove: [], forwards: { put } });
  const activate = (rule: SteeredRule) => world.dataPlane.change({ put: [rule], remove: [], forwards: { remove: [toHost3.key] } });

  /** A client of the chatty server that hears it through the forward. */
  async function chattingClient() {
    // The server goes on sending to the clients of tests before.
    const port = clientPort++;
    const socket = await world.ue.datagrams({ port });
    const heard = async () => (await socket.answers()).map(({ from, text }) => `${text} from ${from}`);
    await socket.send(server, CHATTY_PORT);
    await eventually(async () => expect((await heard()).length).toBeGreaterThan(5));
    const connections = () => world.network.platform('conntrack', '-L', '-f', `ipv${family}`).split('\n').filter((line) => line.includes(`port=${port} `));
    return { ask: () => socket.send(server, CHATTY_PORT), heard, connections };
  }

  it('lets the next hop serve the UE, and the platform sees no connections', async () => {
    expect([await world.udp(server), await world.tcp(server)]).not.toContain('host3');
    await begin(toHost3);
    expect(world.dataPlane.forwards(toHost3.key)).toBe(true);
    const { heard, connections } = await chattingClient();
    expect([await world.udp(server), await world.tcp(server)]).toEqual(['host3', 'host3']);
    expect(new Set(await heard())).toEqual(new Set([`host3 from ${server}`]));
    expect(connections()).toEqual([]);
  });

  it('takes neither what is for the platform, nor what rules want, nor what others send', async () => {
    await begin(toHost3);
    await world.put(steered('PASSTHROUGH', [{ dstAddress: [addressOf('host1', family)] }]), forward('host2', { dstAddress: [NOBODY[family]] }, { family, filterType: 'FLOW' }));
    expect(await world.tcp(addressOf('ue', family, 1))).toBe('ConnectionRefusedError');
    expect([await world.tcp(addressOf('host1', family)), await world.tcp(NOBODY[family])]).toEqual(['host1', 'host2']);
    const other = await world.network.agents.host1.datagrams();
    await other.send(addressOf('host2', family), PORT);
    await eventually(async () => expect((await other.answers()).map(({ text }) => text)).toEqual(['host2']));
  });

  it('is gone with the activation, in one transaction, and rules have the flow with its next packet although the server before goes on sending', async () => {
    await begin(toHost3);
    const { ask, heard, connections } = await chattingClient();
    const before = world.host.transactions;
    await activate(activation());
    expect(world.host.transactions).toBe(before + 1);
    expect(world.dataPlane.forwards(toHost3.key)).toBe(false);
    // The server before can still be heard, and opens no connection.
    const silent = (await heard()).length;
    await eventually(async () => expect((await heard()).length).toBeGreaterThan(silent + 5));
    expect(connections()).toEqual([]);
    await ask();
    await eventually(async () => expect(await heard()).toContain(`host1 from ${server}`));
    expect(await world.tcp(server)).toBe('host1');
  });

  it('keeps late answers from opening connections although the platform starts again', async () => {
    await begin(toHost3);
    const { ask, heard, connections } = await chattingClient();
    const rule = activation();
    await activate(rule);
    await world.newDataPlane().start([rule]);
    const silent = (await heard()).length;
    await eventually(async () => expect((await heard()).length).toBeGreaterThan(silent + 5));
    expect(connections()).toEqual([]);
    await ask();
    await eventually(async () => expect(await heard()).toContain(`host1 from ${server}`));
  });

  it('leaves answers tracked that an application of the platform gives by the same link', async () => {
    await begin(toHost3);
    await world.put(forward('host3', { srcAddress: [ue], dstAddress: [NOBODY[family]] }, { family }));
    const stream = await world.ue.stream(NOBODY[family], CHATTY_PORT);
    const expectLines = async () => {
      const { length } = (await stream.state()).lines;
      await eventually(async () => expect((await stream.state()).lines.length).toBeGreaterThan(length + 5));
    };
    await expectLines();
    await activate(activation());
    await expectLines();
    expect([await world.tcp(NOBODY[family]), await world.tcp(server)]).toEqual(['host3', 'host1']);
  });

  it('ends without an activation, and begins again', async () => {
    await begin(toHost3);
    expect(await world.udp(server)).toBe('host3');
    await world.dataPlane.change({ put: [], remove: [], forwards: { remove: [toHost3.key, 'unknown'] } });
    expect(await world.udp(server)).toBe('nobody');
    await begin(toHost3);
    expect(await world.udp(server)).toBe('host3');
  });

  it('is the last that was put for a UE, whichever way its address is written', async () => {
    const toHost2 = { key: 'earlier', address: family === 4 ? ue : ue.replace('::', ':0:0:0:0:0:').toUpperCase(), to: addressOf('host2', family) };
    await begin(toHost2);
    await begin(toHost3);
    expect(await world.udp(server)).toBe('host3');
    await world.dataPlane.change({ put: [], remove: [], forwards: { remove: [toHost2.key] } });
    expect(await world.udp(server)).toBe('host3');
  });

  it('is there after a start, and after somebody has removed the tables', async () => {
    const dataPlane = world.newDataPlane();
    await dataPlane.start([], [toHost3]);
    expect([dataPlane.forwards(toHost3.key), await world.udp(server)]).toEqual([true, 'host3']);
    world.network.platform('nft', 'flush', 'ruleset');
    await dataPlane.guard();
    expect(await world.udp(server)).toBe('host3');
  });

  it('needs a next hop that can be reached directly', async () => {
    const behind = { ...toHost3, to: BEHIND_GATEWAY[family] };
    const hops = [toHost3.to, behind.to, addressOf('ue', family, 1), 'example', family === 4 ? '192.0.2.77' : '2001:db8:77::1'];
    expect(await Promise.all(hops.map((hop) => world.dataPlane.canForward(hop)))).toEqual([true, false, false, false, false]);
    const rule = activation();
    await expect(world.dataPlane.change({ put: [rule], remove: [], forwards: { put: [behind] } })).rejects.toMatchObject({ status: 422 });
    await expect(begin({ ...toHost3, to: addressOf('host3', family === 4 ? 6 : 4) })).rejects.toMatchObject({ status: 422 });
    expect([world.dataPlane.holds(rule.key), world.dataPlane.forwards(behind.key)]).toEqual([false, false]);
    await world.dataPlane.start([rule], [behind, { ...toHost3, key: 'possible' }]);
    expect([world.dataPlane.holds(rule.key), world.dataPlane.forwards(behind.key), world.dataPlane.forwards('possible')]).toEqual([true, false, true]);
    await pause(SILENCE_MS);
    expect(await world.udp(NOBODY[family])).toBe('nobody');
  });
});

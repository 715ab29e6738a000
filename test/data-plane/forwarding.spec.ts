import { eventually } from '../support/eventually.js';
import { addressOf } from '../support/namespaces.js';
import { PORT, steered, World } from './world.js';

const CHATTY_S = 0.01;
const CHATTY_PORT = 9001;

let world: World;

beforeAll(async () => {
  world = new World();
  await world.dataPlane.start([]);
  for (const host of ['host1', 'host2', 'host3'] as const) {
    await world.network.agents[host].serve(host, PORT);
    await world.network.agents[host].serve(host, CHATTY_PORT, CHATTY_S);
  }
});
afterEach(() => world.dataPlane.start([]));
afterAll(() => world.network.remove());

describe.each([4, 6] as const)('a rule that forwards flows of IPv%d', (family) => {
  const host1 = addressOf('host1', family);
  const toHost1 = { dstAddress: [host1], dstPort: [`${PORT}-${CHATTY_PORT}`], protocol: ['TCP', 'udp'] };
  const forward = () => steered('FORWARD_DECAPSULATED', [toHost1], { to: ['host2'], family });

  it('brings the next connection to its destination, and to the first one when it is gone', async () => {
    const rule = forward();
    expect(await world.tcp(host1)).toBe('host1');
    await world.dataPlane.change({ put: [rule], remove: [] });
    expect(await world.tcp(host1)).toBe('host2');
    expect(world.dataPlane.holds(rule.key)).toBe(true);
    await world.dataPlane.change({ put: [], remove: [rule.key] });
    expect(await world.tcp(host1)).toBe('host1');
    expect(world.dataPlane.holds(rule.key)).toBe(false);
  });

  it('moves an established flow of datagrams, although the server before goes on sending', async () => {
    const socket = await world.ue.datagrams();
    const lastAnswer = async () => (await socket.answers()).at(-1);
    const speakTo = (name: string) =>
      eventually(async () => {
        await socket.send(host1, CHATTY_PORT);
        expect(await lastAnswer()).toEqual({ from: host1, text: name });
      });
    await speakTo('host1');
    const rule = forward();
    await world.dataPlane.change({ put: [rule], remove: [] });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const heard = (await socket.answers()).length;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await socket.answers()).length).toBe(heard);
    await socket.send(host1, CHATTY_PORT);
    await eventually(async () => expect((await socket.answers()).length).toBeGreaterThan(heard + 5));
    expect(new Set((await socket.answers()).slice(heard).map(({ text }) => text))).toEqual(new Set(['host2']));
    await world.dataPlane.change({ put: [], remove: [rule.key] });
    await speakTo('host1');
  });

  it('ends an established TCP connection, so that the client connects again to its destination', async () => {
    const stream = await world.ue.stream(host1, CHATTY_PORT);
    await eventually(async () => expect((await stream.state()).lines.length).toBeGreaterThan(5));
    await world.dataPlane.change({ put: [forward()], remove: [] });
    const before = (await stream.state()).lines.length;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await stream.state()).lines.length).toBe(before);
    await stream.send();
    await eventually(async () => expect((await stream.state()).error).toBe('ConnectionResetError'));
    expect(await world.tcp(host1)).toBe('host2');
  });
});

describe.each([4, 6] as const)('a rule that forwards single packets of IPv%d', (family) => {
  it('rewrites where they go, and nothing else', async () => {
    const servers = { host1: await world.network.agents.host1.serve('host1', 9100 + family), host2: await world.network.agents.host2.serve('host2', 9100 + family) };
    const socket = await world.ue.datagrams();
    const filter = { dstAddress: [addressOf('host1', family)], dstPort: [`${9100 + family}`] };
    await world.dataPlane.change({ put: [steered('FORWARD_DECAPSULATED', [filter], { to: ['host2'], family, filterType: 'PACKET' })], remove: [] });
    await socket.send(addressOf('host1', family), 9100 + family, 'one');
    await eventually(async () => expect(await servers.host2.datagrams()).toEqual([{ from: addressOf('ue', family), port: expect.any(Number), text: 'one' }]));
    await eventually(async () => expect(await socket.answers()).toEqual([{ from: addressOf('host2', family), text: 'host2' }]));
    expect(await servers.host1.datagrams()).toEqual([]);
  });
});

describe.each([4, 6] as const)('a rule that duplicates IPv%d', (family) => {
  it.each(['FLOW', 'PACKET'] as const)('brings every datagram to both destinations: %s', async (filterType) => {
    const port = 9200 + family + (filterType === 'FLOW' ? 10 : 0);
    const servers = await Promise.all((['host1', 'host2', 'host3'] as const).map((host) => world.network.agents[host].serve(host, port)));
    const socket = await world.ue.datagrams();
    const filter = { dstAddress: [addressOf('host1', family)], dstPort: [`${port}`] };
    await world.dataPlane.change({ put: [steered('DUPLICATE_DECAPSULATED', [filter], { to: ['host2', 'host3'], family, filterType })], remove: [] });
    for (const text of ['one', 'two', 'three']) await socket.send(addressOf('host1', family), port, text);
    const texts = () => Promise.all(servers.map(async (server) => (await server.datagrams()).map(({ text }) => text)));
    await eventually(async () => expect(await texts()).toEqual([[], ['one', 'two', 'three'], ['one', 'two', 'three']]));
  });
});

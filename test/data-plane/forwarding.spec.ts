import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { addressOf } from '../support/namespaces.js';
import { atRest, CHATTY_PORT, forward, PORT, SILENCE_MS, steered, World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await World.create();
});
afterEach(() => world.dataPlane.start([]));
afterAll(() => world.network.remove());

describe.each([4, 6] as const)('a rule that forwards flows of IPv%d', (family) => {
  const host1 = addressOf('host1', family);
  const toHost1 = { dstAddress: [host1], dstPort: [`${PORT}-${CHATTY_PORT}`], protocol: ['TCP', 'udp'] };

  it('brings the next connection to its destination, and to the first one when it is gone', async () => {
    const rule = forward('host2', toHost1, { family });
    expect(await world.tcp(host1)).toBe('host1');
    await world.put(rule);
    expect(await world.tcp(host1)).toBe('host2');
    expect(world.dataPlane.holds(rule.key)).toBe(true);
    await world.remove(rule);
    expect(await world.tcp(host1)).toBe('host1');
    expect(world.dataPlane.holds(rule.key)).toBe(false);
  });

  it('moves an established flow of datagrams with the next of the client, although the server before goes on sending', async () => {
    const socket = await world.ue.datagrams();
    const heard = async () => (await socket.answers()).length;
    const hearOnly = async (name: string) => {
      await pause(SILENCE_MS);
      const before = await heard();
      await socket.send(host1, CHATTY_PORT);
      await eventually(async () => expect(await heard()).toBeGreaterThan(before + 5));
      expect(new Set((await socket.answers()).slice(before).map(({ from, text }) => `${text} from ${from}`))).toEqual(new Set([`${name} from ${host1}`]));
    };
    await hearOnly('host1');
    const [rule, other] = [forward('host2', toHost1, { family }), forward('host3', toHost1, { family })];
    await world.put(rule);
    const silentSince = await heard();
    await pause(SILENCE_MS);
    expect(await heard()).toBe(silentSince);
    await hearOnly('host2');
    await world.put({ ...other, key: rule.key });
    await hearOnlyTranslated('host3');
    await world.remove(rule);
    await hearOnlyTranslated('host1');

    /** As hearOnly; the server before sends on, but from an address that the client has never spoken to. */
    async function hearOnlyTranslated(name: string) {
      const before = await heard();
      await socket.send(host1, CHATTY_PORT);
      const ofHost1 = async () => (await socket.answers()).slice(before).filter(({ from }) => from === host1).map(({ text }) => text);
      await eventually(async () => expect((await ofHost1()).length).toBeGreaterThan(5));
      expect(new Set(await ofHost1())).toEqual(new Set([name]));
    }
  });

  it('moves a flow that is never answered, whenever its packets come', async () => {
    const port = 9700 + family;
    const [one, two] = await Promise.all((['host1', 'host2'] as const).map((host) => world.network.agents[host].serve(host, port, 0, true)));
    const counted = (server: typeof one) => async () => (await server!.datagrams()).length;
    const socket = await world.ue.datagrams();
    await socket.pour(host1, port);
    for (let round = 0; round < 8; round++) {
      const rule = forward('host2', { dstAddress: [host1], dstPort: [`${port}`] }, { family });
      await world.put(rule);
      await atRest(counted(one));
      const before = await counted(two)();
      await eventually(async () => expect(await counted(two)()).toBeGreaterThan(before));
      await world.remove(rule);
      await atRest(counted(two));
    }
  }, 120_000);

  it('ends an established TCP connection, so that the client connects again and reaches its destination', async () => {
    const stream = await world.ue.stream(host1, CHATTY_PORT);
    await eventually(async () => expect((await stream.state()).lines.length).toBeGreaterThan(5));
    await world.put(forward('host2', toHost1, { family }));
    const before = (await stream.state()).lines.length;
    await pause(SILENCE_MS);
    expect((await stream.state()).lines.length).toBe(before);
    await stream.send();
    await eventually(async () => expect((await stream.state()).error).toBe('ConnectionResetError'));
    expect(await world.tcp(host1)).toBe('host2');
  });

  it('leaves connections alone that it does not match', async () => {
    const stream = await world.ue.stream(addressOf('host3', family), CHATTY_PORT);
    const own = await world.ue.stream(host1, CHATTY_PORT);
    await eventually(async () => expect((await own.state()).lines.length).toBeGreaterThan(5));
    const { port } = { port: PORT };
    await world.put(forward('host2', { ...toHost1, dstPort: [`${port}`] }, { family }));
    const before = [(await stream.state()).lines.length, (await own.state()).lines.length];
    await eventually(async () => expect((await stream.state()).lines.length).toBeGreaterThan(before[0]! + 20));
    await eventually(async () => expect((await own.state()).lines.length).toBeGreaterThan(before[1]! + 20));
    expect([(await stream.state()).error, (await own.state()).error]).toEqual([null, null]);
  });
});

describe.each([4, 6] as const)('a rule that forwards single packets of IPv%d', (family) => {
  it('rewrites where they go, and nothing else', async () => {
    const port = 9100 + family;
    const [one, two] = [await world.network.agents.host1.serve('host1', port), await world.network.agents.host2.serve('host2', port)];
    const socket = await world.ue.datagrams();
    await world.put(forward('host2', { dstAddress: [addressOf('host1', family)], dstPort: [`${port}`] }, { family, filterType: 'PACKET' }));
    await socket.send(addressOf('host1', family), port, 'hello');
    await eventually(async () => expect(await two.datagrams()).toEqual([{ from: addressOf('ue', family), port: expect.any(Number), text: 'hello' }]));
    await eventually(async () => expect(await socket.answers()).toEqual([{ from: addressOf('host2', family), text: 'host2' }]));
    expect(await one.datagrams()).toEqual([]);
  });
});

describe.each([4, 6] as const)('a rule that duplicates IPv%d', (family) => {
  it.each(['FLOW', 'PACKET'] as const)('brings every datagram to both destinations, once: %s', async (filterType) => {
    const port = 9200 + family + (filterType === 'FLOW' ? 10 : 0);
    const servers = await Promise.all((['host1', 'host2', 'host3'] as const).map((host) => world.network.agents[host].serve(host, port)));
    const socket = await world.ue.datagrams();
    const filter = { dstAddress: [addressOf('host1', family)], dstPort: [`${port}`] };
    await world.put(steered('DUPLICATE_DECAPSULATED', [filter], { to: ['host2', 'host3'], family, filterType }));
    for (const text of ['one', 'two', 'three']) await socket.send(addressOf('host1', family), port, text);
    const texts = () => Promise.all(servers.map(async (server) => (await server.datagrams()).map(({ text }) => text)));
    await eventually(async () => expect(await texts()).toEqual([[], ['one', 'two', 'three'], ['one', 'two', 'three']]));
    await pause(SILENCE_MS);
    expect(await texts()).toEqual([[], ['one', 'two', 'three'], ['one', 'two', 'three']]);
    const answers = (await socket.answers()).map(({ from, text }) => `${text} from ${from}`);
    const first = filterType === 'FLOW' ? `host2 from ${addressOf('host1', family)}` : `host2 from ${addressOf('host2', family)}`;
    expect(new Set(answers)).toEqual(new Set([first, `host3 from ${addressOf('host3', family)}`]));
  });
});

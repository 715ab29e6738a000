import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { addressOf } from '../support/namespaces.js';
import { CHATTY_PORT, PORT, SILENCE_MS, steered, World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await World.create();
});
afterEach(() => world.dataPlane.start([]));
afterAll(() => world.network.remove());

it('leaves the host and its links what they need, if all packets are dropped', async () => {
  const host1 = addressOf('host1', 6);
  const local = ['python3', '-c', 'import socket; s = socket.create_server(("127.0.0.1", 0)); socket.create_connection(s.getsockname(), 2)'];
  await world.put(steered('DROP', [{}]), steered('PASSTHROUGH', [{ dstAddress: [host1] }], { priority: 0 }));
  expect(await world.udp(addressOf('host1', 4))).toBe('nobody');
  for (const link of ['ue', 'host1']) world.network.platform('ip', 'neigh', 'flush', 'dev', link);
  expect(await world.tcp(host1)).toBe('host1');
  expect(() => world.network.platform(...local)).not.toThrow();
});

describe.each([4, 6] as const)('a rule that drops IPv%d', (family) => {
  const host1 = addressOf('host1', family);

  it('lets nobody connect while it is there', async () => {
    const rule = steered('DROP', [{ dstAddress: [host1], protocol: ['tcp'] }]);
    await world.put(rule);
    expect(await world.tcp(host1)).toBe('TimeoutError');
    expect(await world.udp(host1)).toBe('host1');
    await world.remove(rule);
    expect(await world.tcp(host1)).toBe('host1');
  });

  it('stops both directions of an established flow, until it is gone', async () => {
    const socket = await world.ue.datagrams();
    const heard = async () => (await socket.answers()).length;
    await socket.send(host1, CHATTY_PORT);
    await eventually(async () => expect(await heard()).toBeGreaterThan(5));
    const rule = steered('DROP', [{ dstAddress: [host1], dstPort: [`${CHATTY_PORT}`] }]);
    await world.put(rule);
    const silentSince = await heard();
    for (let attempt = 0; attempt < 3; attempt++) {
      await socket.send(host1, CHATTY_PORT);
      await pause(SILENCE_MS);
    }
    expect(await heard()).toBe(silentSince);
    await world.remove(rule);
    await eventually(async () => expect(await heard()).toBeGreaterThan(silentSince + 5));
  });

  it('stops the packets that match and no others, if it is about packets', async () => {
    const server = await world.network.agents.host1.serve('host1', 9300 + family, 0.01);
    const socket = await world.ue.datagrams();
    const heard = async () => (await socket.answers()).length;
    await socket.send(host1, 9300 + family, 'before');
    await eventually(async () => expect(await heard()).toBeGreaterThan(5));
    await world.put(steered('DROP', [{ dstAddress: [host1], dstPort: [`${9300 + family}`] }], { filterType: 'PACKET' }));
    const before = await heard();
    await socket.send(host1, 9300 + family, 'after');
    await eventually(async () => expect(await heard()).toBeGreaterThan(before + 10));
    expect((await server.datagrams()).map(({ text }) => text)).toEqual(['before']);
  });

  it('stops what a server sends of its own accord', async () => {
    const socket = await world.ue.datagrams({ port: 9400 + family });
    const sender = await world.network.agents.host1.datagrams();
    const rule = steered('DROP', [{ srcAddress: [host1], dstPort: [`${9400 + family}`] }]);
    await world.put(rule);
    await sender.send(addressOf('ue', family), 9400 + family);
    await pause(SILENCE_MS);
    expect(await socket.answers()).toEqual([]);
    await world.remove(rule);
    await sender.send(addressOf('ue', family), 9400 + family);
    await eventually(async () => expect(await socket.answers()).toEqual([{ from: host1, text: 'hello' }]));
  });

  it('stops an established flow that the other side began, if its filter describes the replies', async () => {
    const server = await world.network.agents.ue.serve('ue', 9700 + family);
    const client = await world.network.agents.host1.datagrams();
    const texts = async () => (await server.datagrams()).map(({ text }) => text);
    await client.send(addressOf('ue', family), 9700 + family, 'before');
    await eventually(async () => expect((await client.answers()).length).toBe(1));
    await world.put(steered('DROP', [{ dstAddress: [host1], protocol: ['udp'] }]));
    await client.send(addressOf('ue', family), 9700 + family, 'after');
    await pause(SILENCE_MS);
    expect(await texts()).toEqual(['before']);
  });

  it('stops replies too, if its filter describes these', async () => {
    await world.put(steered('DROP', [{ srcAddress: [host1], srcPort: [`${PORT}`] }]));
    expect(await world.udp(host1)).toBe('nobody');
  });
});

import type { TrafficRule } from '../../src/modules/data-plane/domain/data-plane.js';
import { eventually } from '../support/eventually.js';
import { addressOf, type Host } from '../support/namespaces.js';
import { CHATTY_PORT, forward, PORT, steered, World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await World.create();
});
afterEach(() => world.dataPlane.start([]));
afterAll(() => world.network.remove());

const EXPEDITED = 46 << 2;
let nextPort = 9500;

describe.each([4, 6] as const)('of several rules for the same packets of IPv%d', (family) => {
  const host1 = addressOf('host1', family);
  const toHost1 = { dstAddress: [host1] };

  it('the one of the highest priority counts, whenever it comes', async () => {
    const low = forward('host2', toHost1, { family, priority: 255 });
    const high = forward('host3', toHost1, { family, priority: 0 });
    await world.put(low);
    await world.put(high);
    expect(await world.udp(host1)).toBe('host3');
    await world.remove(high);
    expect(await world.udp(host1)).toBe('host2');
  });

  it('the one created first counts among equals, whichever takes effect first', async () => {
    const [older, newer] = [forward('host2', toHost1, { family }), forward('host3', toHost1, { family })];
    await world.put(newer);
    expect(await world.udp(host1)).toBe('host3');
    await world.put(older);
    expect(await world.udp(host1)).toBe('host2');
    await world.remove(older);
    expect(await world.udp(host1)).toBe('host3');
  });

  it('a flow is taken over by a rule of higher priority that comes later, and given back', async () => {
    const low = forward('host2', toHost1, { family, priority: 200 });
    const high = forward('host3', toHost1, { family, priority: 100 });
    const socket = await world.ue.datagrams();
    const answers = async () => (await socket.answers()).map(({ text }) => text);
    const ask = async (count: number) => {
      await socket.send(host1, PORT);
      await eventually(async () => expect((await answers()).length).toBe(count));
    };
    await world.put(low);
    await ask(1);
    await world.put(high);
    await ask(2);
    await world.remove(high);
    await ask(3);
    expect(await answers()).toEqual(['host2', 'host3', 'host2']);
  });

  it('PASSTHROUGH keeps packets from the rules below it', async () => {
    const pass = steered('PASSTHROUGH', [{ ...toHost1, dstPort: [`${PORT}`] }], { priority: 5 });
    await world.put(forward('host2', toHost1, { family }));
    expect(await world.udp(host1)).toBe('host2');
    await world.put(pass);
    expect(await world.udp(host1)).toBe('host1');
    await world.put({ ...pass, rule: { ...pass.rule, filterType: 'PACKET' } });
    expect(await world.udp(host1)).toBe('host1');
    await world.remove(pass);
    expect(await world.udp(host1)).toBe('host2');
  });

  it('PASSTHROUGH does not disturb a flow that nothing has touched, and keeps it from rules that come later', async () => {
    const stream = await world.ue.stream(host1, CHATTY_PORT);
    const socket = await world.ue.datagrams();
    const heard = async () => [(await stream.state()).lines.length, (await socket.answers()).length];
    const hearMore = async () => {
      const [lines, datagrams] = await heard();
      await eventually(async () => expect(Math.min((await heard())[0]! - lines!, (await heard())[1]! - datagrams!)).toBeGreaterThan(10));
    };
    await socket.send(host1, CHATTY_PORT);
    await hearMore();
    await world.put(steered('PASSTHROUGH', [toHost1], { priority: 5 }));
    await hearMore();
    await world.put(forward('host2', toHost1, { family }), steered('DROP', [toHost1], { filterType: 'PACKET' }));
    await hearMore();
    expect((await stream.state()).error).toBeNull();
    expect(new Set((await socket.answers()).map(({ text }) => text))).toEqual(new Set(['host1']));
  });

  it.each<[TrafficRule['action'], Host[], string[][]]>([
    ['FORWARD_DECAPSULATED', ['host3'], [[], ['usual', 'again'], ['expedited']]],
    ['PASSTHROUGH', [], [['expedited'], ['usual', 'again'], []]],
    ['DUPLICATE_DECAPSULATED', ['host1', 'host3'], [['expedited'], ['usual', 'again'], ['expedited']]],
    ['DROP', [], [[], ['usual', 'again'], []]],
  ])('a PACKET rule wins over the translation of a flow of lower priority, for its packets: %s', async (action, to, wanted) => {
    await world.put(forward('host2', toHost1, { family }));
    const port = nextPort++;
    const servers = await Promise.all((['host1', 'host2', 'host3'] as const).map((host) => world.network.agents[host].serve(host, port)));
    const texts = () => Promise.all(servers.map(async (server) => (await server.datagrams()).map(({ text }) => text)));
    const socket = await world.ue.datagrams();
    await socket.send(host1, port, 'usual');
    await eventually(async () => expect(await texts()).toEqual([[], ['usual'], []]));
    const expedited = { ...toHost1, ...(family === 4 ? { dSCP: EXPEDITED >> 2 } : { tC: EXPEDITED }) };
    await world.put(steered(action, [expedited], { ...(to.length && { to }), family, priority: 0, filterType: 'PACKET' }));
    await socket.send(host1, port, 'expedited', EXPEDITED);
    await socket.send(host1, port, 'again');
    await eventually(async () => expect(await texts()).toEqual(wanted));
  });

  it('a FLOW rule that asks for a traffic class takes the connections that begin with it', async () => {
    const port = nextPort++;
    for (const host of ['host1', 'host2'] as const) await world.network.agents[host].serve(host, port);
    const expedited = { ...toHost1, ...(family === 4 ? { dSCP: EXPEDITED >> 2 } : { tC: EXPEDITED }) };
    await world.put(forward('host2', expedited, { family }));
    const answers = async (...classes: number[]) => {
      const socket = await world.ue.datagrams();
      for (const [index, trafficClass] of classes.entries()) {
        await socket.send(host1, port, 'hello', trafficClass);
        await eventually(async () => expect((await socket.answers()).length).toBe(index + 1));
      }
      return (await socket.answers()).map(({ from, text }) => `${text} from ${from}`);
    };
    expect(await answers(EXPEDITED, 0)).toEqual([`host2 from ${host1}`, `host2 from ${host1}`]);
    expect(await answers(0, EXPEDITED)).toEqual([`host1 from ${host1}`, `host1 from ${host1}`]);
  });
});

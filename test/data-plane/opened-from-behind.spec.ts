import { spawnSync } from 'node:child_process';
import type { SteeredRule } from '../../src/modules/data-plane/index.js';
import { eventually } from '../support/eventually.js';
import { addressOf } from '../support/namespaces.js';
import { handedOver, staged } from './handover/handed-over.js';
import { mp3Settings } from './handover/mp3.js';
import { PlatformPair } from './handover/platform-pair.js';
import { handoverToB } from './handover/radio.js';
import { addressOfUe, SERVICE, SERVICE_PORT } from './handover/two-sites.js';
import { CHATTY_PORT, forward, World } from './world.js';

const TIMEOUT_MS = 120_000;

describe('a rule that comes with a UE', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.create();
  });
  afterEach(() => world.dataPlane.start([]));
  afterAll(() => world.network.remove());

  describe.each([4, 6] as const)('of IPv%d', (family) => {
    const [ue, server] = [addressOf('ue', family), addressOf('host1', family)];
    const toHost2 = () => forward('host2', { srcAddress: [ue], dstAddress: [server] }, { family });

    /** A client of host1, which goes on sending and has opened the connection that the platform knows. */
    async function clientOpenedFromBehind(port: number) {
      const socket = await world.ue.datagrams({ port });
      const heard = async () => (await socket.answers()).map(({ text }) => text);
      const ask = () => socket.send(server, CHATTY_PORT);
      await ask();
      await eventually(async () => expect(await heard()).toContain('host1'));
      world.network.platform('conntrack', '-F');
      const opened = new RegExp(`^\\S+ +\\d+ +\\d+ src=${server} .*dport=${port} `, 'm');
      await eventually(() => expect(world.network.platform('conntrack', '-L', '-f', `ipv${family}`)).toMatch(opened));
      return { ask, heard };
    }

    const change = (rule: SteeredRule, isArriving: boolean) => world.dataPlane.change({ put: [rule], remove: [], arriving: isArriving ? [rule.key] : [] });

    it('has its flows with their next packet, and the server before cannot open them again', async () => {
      const { ask, heard } = await clientOpenedFromBehind(20_100 + family);
      await change(toHost2(), true);
      const { length } = await heard();
      await ask();
      await eventually(async () => expect((await heard()).length).toBeGreaterThan(length + 5));
      expect(new Set((await heard()).slice(length))).toEqual(new Set(['host2']));
    });

    it('differs by that from a rule that an application has made', async () => {
      const { ask, heard } = await clientOpenedFromBehind(20_200 + family);
      await change(toHost2(), false);
      const { length } = await heard();
      await ask();
      await eventually(async () => expect((await heard()).length).toBeGreaterThan(length + 5));
      expect(new Set((await heard()).slice(length))).toEqual(new Set(['host1']));
    });
  });
});

it('a UE is served by its new platform although an answer of the server before has come there first', async () => {
  const [mp3, ue] = [await mp3Settings(), 1];
  const pair = await PlatformPair.start((site) => mp3[site]);
  pair.sites.beAtA();
  await pair.addUe(ue);
  pair.addRule('a', ue);
  const { uplink, downlink, leave } = pair.sites.moveToB();
  const train = await pair.sites.ue.train(addressOfUe(ue), SERVICE, SERVICE_PORT);
  const lastEcho = async () => (await train.passage()).echoes.at(-1)?.[1];
  await eventually(async () => expect(await lastEcho()).toBe('app-a'));
  pair.tell(handoverToB(ue, 1));
  await staged(pair, ue, false);

  await downlink();
  const connectionsAtB = () => {
    const [program, ...words] = [...pair.sites.onPlatform('b'), 'conntrack', '-L', '-p', 'udp'];
    return spawnSync(program, words, { encoding: 'utf8' }).stdout;
  };
  await eventually(() => expect(connectionsAtB()).toMatch(new RegExp(` src=${SERVICE} dst=${addressOfUe(ue)} sport=${SERVICE_PORT} .* src=${addressOfUe(ue)} `)));
  await uplink();
  await leave();
  pair.tell(handoverToB(ue, 3));
  await handedOver(pair, ue);
  await eventually(async () => expect(await lastEcho()).toBe('app-b'));
  await train.stop();
}, TIMEOUT_MS);

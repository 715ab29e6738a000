import { once } from 'node:events';
import { Agent } from 'node:https';
import { connect as connectPlainly } from 'node:net';
import { connect } from 'node:tls';
import { contentsOf } from '../../support/certificates.js';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/mechanisms.js';
import { mp3ServerOf, type PeerSettings, peersOf } from '../../support/peers.js';
import { cleanUp } from '../../support/clean-up.js';
import { startPlatform, type TestPlatform } from '../../support/platform.js';
import { ask } from './ask.js';
import { answered, answering, handoverPath, statusOf } from './handlers.js';

describe('the Mp3 listener of a platform that stops', () => {
  let platform: TestPlatform;
  let own: PeerSettings;
  let asPeer: ReturnType<typeof contentsOf> & { agent: Agent };

  beforeEach(async () => {
    const peers = await peersOf(['mep-a', 'mep-b']);
    own = peers['mep-a'];
    platform = await startPlatform({ environment: own.environment });
    const agent = new Agent({ keepAlive: true });
    cleanUp(() => agent.destroy());
    asPeer = { ...contentsOf(peers['mep-b'].certificate), agent };
    answering(platform.server, ({ path: { handoverId } }) => answered(200, statusOf(handoverId)));
  });

  it('does not wait for the next request on a connection that is kept', async () => {
    expect(await ask(own.port, handoverPath(), asPeer)).toBe(200);
    await platform.stop();
    expect(mp3ServerOf(platform).listening).toBe(false);
  });

  it('lets a request finish that is under way, and waits for no other on its connection', async () => {
    const { passed, open } = gate();
    const reached = gate();
    answering(platform.server, async ({ path: { handoverId } }) => {
      reached.open();
      await passed;
      return answered(200, statusOf(handoverId));
    });
    const answer = ask(own.port, handoverPath(), asPeer);
    await reached.passed;
    const stopping = platform.stop();
    await eventually(() => expect(mp3ServerOf(platform).listening).toBe(false));
    open();
    expect(await answer).toBe(200);
    await stopping;
  });

  it('waits for nobody who has connected and said nothing', async () => {
    const silent = connect({ host: '127.0.0.1', port: own.port, ca: asPeer.ca, cert: asPeer.cert, key: asPeer.key, checkServerIdentity: () => undefined });
    await once(silent, 'secureConnect');
    const speechless = connectPlainly(own.port, '127.0.0.1');
    await once(speechless, 'connect');
    cleanUp(() => [silent, speechless].forEach((socket) => socket.destroy()));
    await platform.stop();
    expect(mp3ServerOf(platform).listening).toBe(false);
  });
});

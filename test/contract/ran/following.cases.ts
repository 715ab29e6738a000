import { EVENTS, HANDOVER_ACTIONS, WRITES } from '../../support/ran-uses.js';
import { ranPath } from '../../support/ran.js';
import { usePlatform } from '../../support/use-platform.js';

/** Nobody listens there. */
const FEED = 'http://127.0.0.1:9/ran/v1';

describe('a radio network that is another platform’s', () => {
  const { api, application } = usePlatform({ environment: { MEC_RAN_FEED: FEED } });

  it.each([...WRITES, EVENTS, ...HANDOVER_ACTIONS])('$method of $name is answered 409, which names the other platform', async ({ method, path, body }) => {
    const sent = body ? api[method](path(application)).send(body()) : api[method](path(application));
    expect((await sent.expect(409)).body.detail).toContain(FEED);
  });

  it('can be read, though there is nothing in it yet', async () => {
    for (const list of ['base_stations', 'cells', 'ues', 'handovers']) await api.get(ranPath(list)).expect(200, []);
    await api.get(ranPath('snapshot')).expect(200);
  });
});

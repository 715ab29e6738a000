import { Database, sql } from '../../../src/modules/common/persistence/index.js';
import { NetworkRepository } from '../../../src/modules/registration/domain/ports/network-repository.js';
import { eventually } from '../../support/eventually.js';
import { gate, someTurns } from '../../support/mechanisms.js';
import { load, registrationPath, scenario } from '../../support/registration.js';
import { comesTo, furnishRadio } from '../../support/registration-radio.js';
import { usePlatform } from '../../support/use-platform.js';

const WAITING = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
const DEADLOCKS = 'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()';

describe('a change of a cell that is half looked at', () => {
  const { api, platform } = usePlatform();
  const rows = (statement: string) => platform.server.app.get(Database, { strict: false }).read((manager) => sql<Record<string, unknown>>(manager, statement));
  /** SQLite has no such thing. */
  const deadlocks = () => (globalThis.DATABASE === 'postgres' ? rows(DEADLOCKS) : []);

  /** Keeps the next change waiting once the cursor is moved, until it is let go on. */
  function holdNextChange(): { reached: Promise<void>; goOn: () => void } {
    const networks = platform.server.app.get(NetworkRepository, { strict: false });
    const meetings = networks.meetings.bind(networks);
    const [reached, going] = [gate(), gate()];
    Object.assign(networks, {
      meetings: async (...parameters: Parameters<typeof meetings>) => {
        Reflect.deleteProperty(networks, 'meetings');
        reached.open();
        await going.passed;
        return meetings(...parameters);
      },
    });
    return { reached: reached.passed, goOn: going.open };
  }

  it.each<[string, number, () => Promise<{ status: number }>]>([
    ['removed', 204, async () => api.delete(registrationPath())],
    ['replaced', 200, async () => api.put(registrationPath('scenario')).send(scenario({ name: 'another' }))],
  ])('keeps its network from being %s meanwhile, without a deadlock', async (_change, expected, change) => {
    await furnishRadio(api);
    await load(api);
    const before = await deadlocks();
    const held = holdNextChange();
    await comesTo(api, 'probe-1', 'north-1', 'south-1');
    await held.reached;
    const changing = change();
    // On PostgreSQL units run side by side until one has to wait for the other; on SQLite the second waits for its turn.
    if (globalThis.DATABASE === 'postgres') await eventually(async () => expect(await rows(WAITING)).toHaveLength(1));
    else await someTurns();
    held.goOn();
    expect((await changing).status).toBe(expected);
    expect(await deadlocks()).toEqual(before);
  });
});

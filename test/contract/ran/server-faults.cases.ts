import { executeSql, withoutWrites } from '../../support/database-outage.js';
import { EVENTS, HANDOVER_ACTIONS, WRITES } from '../../support/ran-uses.js';
import { load, parked, ranPath, read, type Schemas } from '../../support/ran.js';
import { usePlatform } from '../../support/use-platform.js';

describe('faults of the server that the radio network runs on', () => {
  const { api, platform, application } = usePlatform();

  beforeEach(() => load(api));

  const send = ({ method, path, body }: (typeof WRITES)[number]) => (body ? api[method](path(application)).send(body()) : api[method](path(application)));
  const seen = async () => {
    const { seq: _seq, ...snapshot } = await read<Schemas['Snapshot']>(api, 'snapshot');
    return snapshot;
  };

  it('are answered 503 with Retry-After while the database takes no writes; nothing has changed afterwards', async () => {
    await api.post(ranPath('handovers')).send({ ue: 'car-1', targetCells: ['harbour-2'] }).expect(201);
    const before = await seen();
    for (const use of [...WRITES, EVENTS, ...HANDOVER_ACTIONS].filter(({ name }) => !/the handovers|a step/.test(name))) {
      const { headers } = await withoutWrites(platform.databaseUrl, async () => send(use).expect(503));
      expect(headers['retry-after']).toMatch(/^\d+$/);
    }
    expect(await seen()).toEqual(before);
    await api.put(ranPath('ues', 'car-1')).send(parked()).expect(200);
  });

  it('are answered 500 when they are of its own, without a word of its inside; nothing has changed afterwards', async () => {
    const before = await seen();
    await executeSql(platform.databaseUrl, 'ALTER TABLE event RENAME TO elsewhere');
    const { body } = await api.delete(ranPath('ues', 'car-1')).expect(500);
    expect(JSON.stringify(body)).not.toMatch(/sql|table|relation|elsewhere/i);
    await executeSql(platform.databaseUrl, 'ALTER TABLE elsewhere RENAME TO event');
    expect(await seen()).toEqual(before);
    await api.delete(ranPath('ues', 'car-1')).expect(204);
  });
});

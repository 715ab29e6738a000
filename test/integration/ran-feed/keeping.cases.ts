import { Feed } from '../../../src/modules/ran/domain/feed/feed.js';
import { Database, managerOf, sql } from '../../../src/modules/common/persistence/index.js';
import { UnitOfWork } from '../../../src/modules/common/unit-of-work/index.js';
import { FeedReader } from '../../support/feed-reader.js';
import { eventually } from '../../support/eventually.js';
import { startPlatform, type TestPlatform } from '../../support/platform.js';
import { eventLogOf, happenedAt, portOf, useFollowedWorld } from '../../support/ran-feed.js';
import { feedAfter, load, parked, ranPath, read, type Schemas, seqOf } from '../../support/ran.js';
import { specAgent } from '../../support/spec-agent.js';
import { TestClock } from '../../support/test-clock.js';

/** Half a mebibyte on one UE. */
const LONG_TRACK = `time,id,latitude,longitude\n${Array.from({ length: 20_000 }, (_each, second) => `${second},a,43.734567,7.419567`).join('\n')}\n`;

/** Takes the oldest events away, as housekeeping does when they are old. */
async function forgetAllBut(platform: TestPlatform, last: number): Promise<void> {
  const { head } = eventLogOf(platform);
  const unitOfWork = platform.server.app.get(UnitOfWork, { strict: false });
  await unitOfWork.run((transaction) => sql(managerOf(transaction), 'DELETE FROM event WHERE seq <= ?', [head - last]));
}

describe('a feed whose beginning is gone', () => {
  const world = useFollowedWorld();

  it('answers 410, with and without a websocket, up to where it begins', async () => {
    await world.step(10_000);
    await forgetAllBut(world.source, 3);
    const head = await seqOf(world.api);
    expect((await world.api.get(`${ranPath('feed')}?after=${head - 4}`).expect(410)).body.detail).toContain(`begins after ${head - 3}`);
    expect((await FeedReader.refusal(portOf(world.source), `?after=${head - 4}`)).status).toBe(410);
    expect(await feedAfter(world.api, head - 3)).toHaveLength(3);
  });

  it('makes a follower take a new snapshot, and go on from there', async () => {
    await world.step(2000);
    await world.inStep();
    await world.follower.stop();
    await world.step(10_000);
    await forgetAllBut(world.source, 1);
    const clock = new TestClock();
    const follower = await startPlatform({ clock, environment: { MEC_RAN_FEED: `http://127.0.0.1:${portOf(world.source)}/ran/v1`, DATABASE_URL: world.follower.databaseUrl } });
    Object.assign(world, { follower, shown: specAgent(follower) });
    await eventually(async () => {
      await clock.advance(1000);
      expect(await world.view(world.shown)).toEqual(await world.view(world.api));
    });
    const [there, here] = [(await happenedAt(world.source)).length, (await happenedAt(follower)).length];
    await world.step(5000);
    await eventually(async () => expect((await happenedAt(follower)).slice(here)).toEqual((await happenedAt(world.source)).slice(there)));
    expect((await happenedAt(world.source)).length).toBeGreaterThan(there);
  });

  it('belongs to another network than the follower knows', async () => {
    await world.inStep();
    await world.follower.stop();
    const { databaseUrl } = world.follower;
    const other = await startPlatform({ clock: new TestClock() });
    await load(specAgent(other), { name: 'another', ues: [] });
    const follower = await startPlatform({ clock: new TestClock(), environment: { MEC_RAN_FEED: `http://127.0.0.1:${portOf(other)}/ran/v1`, DATABASE_URL: databaseUrl } });
    await eventually(async () => expect(await read(specAgent(follower), 'scenario')).toMatchObject({ name: 'another', ues: [] }));
  });
});

describe('a consumer of the feed that stops reading', () => {
  const world = useFollowedWorld();

  it('is sent away before it costs much memory, and has missed nothing when it comes back', async () => {
    const { api, source } = world;
    await world.follower.stop();
    const before = await seqOf(api);
    const reader = await FeedReader.open(portOf(source), `?after=${before}`);
    await reader.until(() => expect(reader.states.length).toBeGreaterThan(0));
    reader.socket.pause();
    const long = parked({ mobility: { model: 'TRACK', track: LONG_TRACK, trackedId: 'a' } });
    let replaced = 0;
    for (; replaced < 60 && listening(source) > 0; replaced++) await api.put(ranPath('ues', 'car-1')).send(long).expect(200);
    expect(listening(source)).toBe(0);
    reader.socket.resume();
    await reader.until(() => expect(reader.closed).toBeDefined());
    const again = await FeedReader.open(portOf(source), `?after=${reader.lasting.at(-1)?.seq ?? before}`);
    const head = await seqOf(api);
    const all = Array.from({ length: head - before }, (_each, index) => before + index + 1);
    await again.until(() => expect([...reader.lasting, ...again.lasting].map(({ seq }) => seq)).toEqual(all));
    expect(head - before).toBeGreaterThanOrEqual(replaced);
  });
});

/** How many the feed of a platform writes to. */
function listening({ server }: TestPlatform): number {
  return server.app.get(Feed, { strict: false }).listening;
}

describe('a platform that follows another', () => {
  const world = useFollowedWorld();

  it('tells its own followers what it is told', async () => {
    await world.inStep();
    const before = (await read<Schemas['Snapshot']>(world.shown, 'snapshot')).seq;
    const reader = await FeedReader.open(portOf(world.follower), `?after=${before}`);
    const there = await seqOf(world.api);
    await world.step(5000);
    const told = (await feedAfter(world.api, there)).map(({ seq: _seq, ...message }) => message);
    await reader.until(() => expect(reader.lasting.map(({ seq: _seq, ...message }) => message)).toEqual(told));
    expect(told.length).toBeGreaterThan(5);
  });

  it('keeps where it is in the same transaction as what it is told', async () => {
    await world.inStep();
    await world.step(5000);
    const there = await seqOf(world.api);
    await eventually(async () => {
      const [row] = await world.follower.server.app.get(Database, { strict: false }).read((manager) => sql<{ seq: number | string }>(manager, 'SELECT seq FROM ran_follower'));
      expect(Number(row!.seq)).toBe(there);
    });
  });
});

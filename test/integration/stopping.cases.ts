import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import request from 'supertest';
import type { Cancel } from '../../src/modules/common/clock/index.js';
import type { EventLog } from '../../src/modules/common/events/index.js';
import { Lifecycle } from '../../src/modules/common/lifecycle/index.js';
import { Database } from '../../src/modules/common/persistence/index.js';
import { PlatformServer } from '../../src/platform-server.js';
import { cleanUp } from '../support/clean-up.js';
import { eventually } from '../support/eventually.js';
import { FeedReader } from '../support/feed-reader.js';
import { gate, someTurns } from '../support/mechanisms.js';
import { settingsFor, type TestPlatform } from '../support/platform.js';
import { portOf } from '../support/ran-feed.js';
import { TestClock } from '../support/test-clock.js';
import { Sink, status } from '../support/sink.js';
import { numbered, World } from '../support/world.js';

/** Knows how many of its timers are still to go off. */
class CountingClock extends TestClock {
  readonly pending = new Set<object>();

  override after(delay: number, action: () => void): Cancel {
    const timer = {};
    this.pending.add(timer);
    const cancel = super.after(delay, () => {
      this.pending.delete(timer);
      action();
    });
    return () => {
      this.pending.delete(timer);
      cancel();
    };
  }
}

/** A GET on a connection that the client would keep for the next one. */
function keptAliveGet(platform: TestPlatform, path: string): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  cleanUp(() => agent.destroy());
  return new Promise((resolve, reject) => {
    get({ agent, host: '127.0.0.1', port: portOf(platform), path }, (response) => response.resume().once('end', () => resolve(response.statusCode!))).once('error', reject);
  });
}

/** Lets the log be read only when the test says so. */
function haltedReading(eventLog: EventLog) {
  const reached = gate();
  const going = gate();
  const read = eventLog.read.bind(eventLog);
  Object.assign(eventLog, {
    read: async (...parameters: Parameters<typeof read>) => {
      reached.open();
      await going.passed;
      return read(...parameters);
    },
  });
  return { reached, going };
}

describe('a platform that stops', () => {
  let clock: CountingClock;
  let world: World;
  let sink: Sink;

  beforeEach(async () => {
    clock = new CountingClock();
    world = await World.start({ clock });
    sink = await Sink.open();
  });

  it('leaves no timer behind', async () => {
    expect(clock.pending.size).toBeGreaterThan(0);
    await world.platform.stop();
    expect(clock.pending.size).toBe(0);
  });

  it('leaves no timer behind when a notification waits for its repetition and others wait to be recorded', async () => {
    const instance = await world.startInstance();
    await world.subscribe(instance, sink.url('/refusing'));
    await world.subscribe(instance, sink.url('/taking'));
    sink.answer = (received, response) => (received.path === '/taking' ? status(204) : status(500))(received, response);
    await world.registerAll(instance, numbered('news', 3));
    await eventually(async () => expect(await world.counts()).toMatchObject({ delivered: 3, failedAttempts: 1 }));
    await world.platform.stop();
    expect(clock.pending.size).toBe(0);
  });

  it('leaves no timer behind when it is looking for missing heartbeats', async () => {
    const database = world.platform.server.app.get(Database, { strict: false });
    const { passed, open } = gate();
    const read = database.read.bind(database);
    Object.assign(database, {
      read: async (...parameters: Parameters<typeof read>) => {
        Reflect.deleteProperty(database, 'read');
        await passed;
        return read(...parameters);
      },
    });
    await clock.advance(500);
    const { http } = world.platform;
    const stopping = world.platform.stop();
    await eventually(() => expect(http.listening).toBe(false));
    await someTurns(100);
    open();
    await stopping;
    await someTurns(100);
    expect(clock.pending.size).toBe(0);
  });

  it('closes its database although a worker fails to stop, and tells of that', async () => {
    const server = await PlatformServer.start(await settingsFor());
    const { writer } = server.app.get(Database, { strict: false });
    server.app.get(Lifecycle, { strict: false }).on('stop', () => Promise.reject(new Error('The worker does not stop.')));
    await expect(server.stop()).rejects.toThrow('The worker does not stop.');
    expect(writer.isInitialized).toBe(false);
  });

  it('lets a request finish that is under way', async () => {
    const instance = await world.startInstance();
    const append = world.eventLog.append.bind(world.eventLog);
    const reached = gate();
    const going = gate();
    Object.assign(world.eventLog, {
      append: async (...parameters: Parameters<typeof append>) => {
        reached.open();
        await going.passed;
        return append(...parameters);
      },
    });
    const registering = world.register(instance, 'late');
    await reached.passed;
    const stopping = world.platform.stop();
    await someTurns(100);
    going.open();
    const path = await registering;
    await stopping;
    const again = await world.beside();
    await request(again.platform.http).get(path).expect(200);
  });

  it('does not wait for the next request on a connection whose last is answered', async () => {
    const { eventLog, platform } = world;
    const { reached, going } = haltedReading(eventLog);
    const answer = keptAliveGet(platform, '/ran/v1/feed?after=0');
    await reached.passed;
    const stopping = platform.stop();
    await eventually(() => expect(platform.http.listening).toBe(false));
    going.open();
    expect(await answer).toBe(200);
    await stopping;
  });

  it('waits for nobody who has connected and said nothing', async () => {
    const silent = connect(portOf(world.platform), '127.0.0.1');
    await once(silent, 'connect');
    cleanUp(() => void silent.destroy());
    await world.platform.stop();
  });

  it('refuses a websocket whose handshake is under way', async () => {
    const { eventLog, platform } = world;
    const { reached, going } = haltedReading(eventLog);
    const refusal = FeedReader.refusal(portOf(platform), '?after=0');
    await reached.passed;
    const stopping = platform.stop();
    await eventually(() => expect(platform.http.listening).toBe(false));
    going.open();
    expect((await refusal).status).toBe(503);
    await stopping;
  });
});

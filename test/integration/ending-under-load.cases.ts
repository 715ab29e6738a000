import request from 'supertest';
import { eventually } from '../support/eventually.js';
import { gate, someTurns } from '../support/mechanisms.js';
import { applicationPath, numbered, registration, useWorld } from '../support/world.js';

const WAITING = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
const CALLBACK = 'http://host.invalid/';

describe('an application instance that ends while something else happens to it', () => {
  const { world, instance } = useWorld();

  /** Halts the next unit of work where it records its event, with its writes already made or its locks already taken. */
  function haltAtNextEvent(): { reached: Promise<void>; goOn: () => void } {
    const append = world.eventLog.append.bind(world.eventLog);
    const reached = gate();
    const going = gate();
    Object.assign(world.eventLog, {
      append: async (...parameters: Parameters<typeof append>) => {
        Reflect.deleteProperty(world.eventLog, 'append');
        reached.open();
        await going.passed;
        return append(...parameters);
      },
    });
    return { reached: reached.passed, goOn: going.open };
  }

  /** On PostgreSQL units run side by side until one has to wait for the other; on SQLite the second waits for its turn. */
  async function secondUnitWaits(): Promise<void> {
    if (globalThis.DATABASE === 'postgres') await eventually(async () => expect(await world.rows(WAITING)).toHaveLength(1));
    else await someTurns();
  }

  /** Ends the instance while an action is half done. */
  async function endDuring(action: () => Promise<unknown>): Promise<void> {
    const { reached, goOn } = haltAtNextEvent();
    const acting = action();
    await reached;
    const ending = world.endInstance(instance);
    await secondUnitWaits();
    goOn();
    await acting;
    await ending;
  }

  const services = () => world.rows('SELECT ser_instance_id FROM service');
  const subscriptions = () => world.rows('SELECT subscription_id FROM subscription');

  async function changeTypes(): Promise<string[]> {
    const changes = (await world.eventLog.read(0)).filter(({ topic }) => topic === 'service-registry.service');
    return changes.map(({ payload }) => (payload as { changeType: string }).changeType);
  }

  it('takes a service with it that is being registered', async () => {
    await endDuring(() => world.register(instance, 'late'));
    expect(await services()).toEqual([]);
    expect(await world.serviceNames()).toEqual([]);
  });

  it('takes a subscription with it that is being made', async () => {
    await endDuring(() => world.subscribe(instance, CALLBACK));
    expect(await subscriptions()).toEqual([]);
  });

  it('tells of the removal of a service once when that is being removed', async () => {
    const path = await world.register(instance, 'going');
    await endDuring(() => world.remove(path));
    expect(await changeTypes()).toEqual(['ADDED', 'REMOVED']);
    expect(await services()).toEqual([]);
  });

  it('ends although one of its subscriptions is being removed', async () => {
    const path = await world.subscribe(instance, CALLBACK);
    await endDuring(() => world.remove(path));
    expect(await subscriptions()).toEqual([]);
  });

  it('tells of a change of a service before its removal when that is being changed', async () => {
    const path = await world.register(instance, 'changing');
    await endDuring(async () => request(world.platform.http).put(path).send(registration('changed')).expect(200));
    expect(await changeTypes()).toEqual(['ADDED', 'ATTRIBUTES_CHANGED', 'REMOVED']);
    expect(await world.serviceNames()).toEqual([]);
  });

  it('leaves nothing behind, whatever is registered and removed meanwhile', async () => {
    const paths: string[] = [];
    for (const name of numbered('early', 8)) paths.push(await world.register(instance, name));
    const { http } = world.platform;
    const registering = numbered('late', 8).map((name) => request(http).post(`${applicationPath(instance)}/services`).send(registration(name)));
    const removing = paths.map((path) => request(http).delete(path));
    const answers = await Promise.all([...registering, ...removing, world.endInstance(instance).then(() => ({ status: 204 }))]);
    for (const { status } of answers) expect([201, 204, 404]).toContain(status);
    expect(await services()).toEqual([]);
    expect(await world.serviceNames()).toEqual([]);
  });
});

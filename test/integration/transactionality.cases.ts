import request from 'supertest';
import { applicationPath, registration, World } from '../support/world.js';

describe('a change and its event', () => {
  let world: World;
  let instance: string;
  let service: string;
  let eventsBefore: number;

  beforeAll(async () => {
    world = await World.start();
    instance = await world.startInstance();
    service = await world.register(instance, 'present');
    await world.subscribe(instance, 'http://host.invalid/');
  });

  beforeEach(async () => {
    eventsBefore = (await world.logged()).length;
  });

  const lists = () => ['services', 'subscriptions'].map((resource) => `${applicationPath(instance)}/${resource}`);
  const state = async () => Promise.all(lists().map(async (path) => (await request(world.platform.http).get(path).expect(200)).body as unknown));
  const rows = async () => [await world.rows('SELECT * FROM service'), await world.rows('SELECT * FROM subscription'), await world.rows('SELECT * FROM app_instance')];

  /** While it lasts, events are written and then refused, so that the unit fails when its writes are already there. */
  async function whileEventsFail(action: () => Promise<unknown>): Promise<void> {
    const append = world.eventLog.append.bind(world.eventLog);
    Object.assign(world.eventLog, {
      append: async (...parameters: Parameters<typeof append>) => {
        await append(...parameters);
        throw new Error('The event cannot be recorded.');
      },
    });
    try {
      await action();
    } finally {
      Reflect.deleteProperty(world.eventLog, 'append');
    }
  }

  const changes: Record<string, () => Promise<unknown>> = {
    'a registration': () => request(world.platform.http).post(`${applicationPath(instance)}/services`).send(registration('new')).expect(500),
    'a replacement': () => request(world.platform.http).put(service).send(registration('renamed')).expect(500),
    'a removal': () => request(world.platform.http).delete(service).expect(500),
    'a subscription': () =>
      request(world.platform.http)
        .post(`${applicationPath(instance)}/subscriptions`)
        .send({ subscriptionType: 'SerAvailabilityNotificationSubscription', callbackReference: 'http://host.invalid/' })
        .expect(500),
    'the end of an instance': () => expect(world.endInstance(instance)).rejects.toThrow('The event cannot be recorded.'),
    'the start of an instance': () => expect(world.startInstance()).rejects.toThrow('The event cannot be recorded.'),
  };

  it.each(Object.entries(changes))('are written together or not at all: %s', async (_name, change) => {
    const before = [await state(), await rows()];
    await whileEventsFail(change);
    expect([await state(), await rows()]).toEqual(before);
    expect(await world.logged()).toHaveLength(eventsBefore);
  });

  it('are there after the failures as ever', async () => {
    await request(world.platform.http).put(service).send(registration('renamed at last')).expect(200);
    expect(await world.logged()).toHaveLength(eventsBefore + 1);
  });
});

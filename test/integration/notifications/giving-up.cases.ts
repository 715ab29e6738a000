import { eventually } from '../../support/eventually.js';
import { status } from '../../support/sink.js';
import { numbered, useWorld } from '../../support/world.js';

const environment = { MEC_NOTIFY_GIVE_UP_S: '30' };

describe('a notification that is not taken', () => {
  const { world, sink, instance } = useWorld(environment);

  beforeEach(async () => {
    await world.subscribe(instance, sink.url());
  });

  const refuseFirst = () => {
    sink.answer = ({ serName }, response) => void response.writeHead(serName === 'news-1' ? 500 : 204).end();
  };

  it('is given up when its time is over, counted, and the next ones go on', async () => {
    refuseFirst();
    for (const name of numbered('news', 3)) await world.register(instance, name);
    await world.passTimeUntil(async () => expect(await world.counts()).toMatchObject({ pending: 0 }));
    const { delivered, givenUp, failedAttempts } = await world.counts();
    expect({ delivered, givenUp }).toEqual({ delivered: 2, givenUp: 1 });
    expect(failedAttempts).toBe(sink.received.length - 2);
    expect(sink.namesOnce()).toEqual(numbered('news', 3));
  });

  it('is not given up before its time', async () => {
    sink.answer = status(500);
    await world.register(instance, 'news');
    await eventually(async () => expect((await world.counts()).failedAttempts).toBe(1));
    await world.clock.advance(29_000);
    await eventually(async () => expect((await world.counts()).failedAttempts).toBe(sink.received.length));
    expect(await world.counts()).toMatchObject({ pending: 1, givenUp: 0 });
    sink.answer = status(204);
    await world.passTimeUntil(async () => expect(await world.counts()).toMatchObject({ pending: 0, delivered: 1, givenUp: 0 }));
  });

  it('does not take the later ones with it: each is offered at least once', async () => {
    sink.answer = status(500);
    await world.registerAll(instance, numbered('news', 5));
    await world.passTimeUntil(async () => expect(await world.counts()).toMatchObject({ pending: 0, delivered: 0, givenUp: 5 }));
    expect(sink.namesOnce()).toEqual(numbered('news', 5));
  });

  it('is not offered again after a restart', async () => {
    refuseFirst();
    await world.register(instance, 'news-1');
    await world.passTimeUntil(async () => expect(await world.counts()).toMatchObject({ pending: 0, givenUp: 1 }));
    await world.platform.stop();
    sink.answer = status(204);
    sink.received.length = 0;
    const again = await world.beside(environment);
    await again.register(instance, 'news-2');
    await eventually(async () => expect(await again.counts()).toMatchObject({ pending: 0, delivered: 1 }));
    expect(sink.names()).toEqual(['news-2']);
    await again.platform.stop();
  });

  it('grows old while the platform is down', async () => {
    refuseFirst();
    await world.register(instance, 'news-1');
    await eventually(async () => expect((await world.counts()).failedAttempts).toBe(1));
    await world.platform.stop();
    await world.clock.advance(60_000);
    const again = await world.beside(environment);
    await eventually(async () => expect(await again.counts()).toMatchObject({ pending: 0, failedAttempts: 1, givenUp: 1 }));
    await again.platform.stop();
  });
});

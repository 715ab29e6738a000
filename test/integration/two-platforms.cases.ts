import { eventually } from '../support/eventually.js';
import { numbered, useWorld, World } from '../support/world.js';

// SQLite admits one process only.
if (globalThis.DATABASE === 'postgres')
  describe('two platforms on one database', () => {
    const { world: first, sink, instance } = useWorld();
    let second: World;

    beforeEach(async () => {
      second = await first.beside();
    });

    it('show each other’s services once they have caught up', async () => {
      const path = await second.register(instance, 'made there');
      expect(await first.serviceNames()).toEqual([]);
      await first.eventLog.catchUp();
      expect(await first.serviceNames()).toEqual(['made there']);
      await first.remove(path);
      await second.eventLog.catchUp();
      expect(await second.serviceNames()).toEqual([]);
    });

    it('catch up by themselves when they change something', async () => {
      await second.register(instance, 'made there');
      await first.register(instance, 'made here');
      expect(await first.serviceNames()).toEqual(['made there', 'made here']);
    });

    it('know each other’s application instances', async () => {
      const other = await second.startInstance();
      await first.register(other, 'of an instance that was started there');
      expect(await first.serviceNames()).toHaveLength(1);
      await second.endInstance(other);
      await first.eventLog.catchUp();
      expect(await first.serviceNames()).toEqual([]);
    });

    it('tell a subscriber of what happened at either, under the same ids', async () => {
      await first.subscribe(instance, sink.url());
      await second.register(instance, 'made there');
      await first.register(instance, 'made here');
      await second.eventLog.catchUp();
      await eventually(() => expect(new Set(sink.namesOnce())).toEqual(new Set(['made there', 'made here'])));
    });

    it('number what both write without gaps', async () => {
      await Promise.all([first, second].map((world, index) => Promise.all(numbered(`side-${index}`, 20).map((name) => world.register(instance, name)))));
      const logged = await first.logged();
      expect(logged).toEqual(Array.from(logged, (_seq, index) => index + 1));
      await Promise.all([first.eventLog.catchUp(), second.eventLog.catchUp()]);
      expect((await first.serviceNames()).sort()).toEqual((await second.serviceNames()).sort());
      expect(await first.serviceNames()).toHaveLength(40);
    });
  });
else
  describe('a second platform on the same file', () => {
    it('does not start', async () => {
      const world = await World.start();
      await expect(world.beside()).rejects.toThrow(/Another process uses the database/);
    });
  });

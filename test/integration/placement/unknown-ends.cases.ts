import { jest } from '@jest/globals';
import type { Lifecycle } from '../../../src/modules/common/lifecycle/index.js';
import { type Transaction, UnitOfWork } from '../../../src/modules/common/unit-of-work/index.js';
import { World } from '../../../src/modules/placement/domain/ports/world.js';
import { WorldRows } from '../../../src/modules/placement/domain/ports/world-rows.js';
import { Recorder } from '../../../src/modules/placement/domain/world/recorder.js';
import type { Area } from '../../../src/modules/placement/domain/types.js';
import { startPlatform } from '../../support/platform.js';

const area = (areaId: string): Area => ({ areaId, clouds: ['fog-n'], cells: ['c'] });

/** Commits, and says then that the connection is lost. */
class Losing extends UnitOfWork {
  constructor(private readonly real: UnitOfWork) {
    super();
  }

  override async run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    await this.real.run((transaction) => work(new Proxy(transaction, { get: (target, name) => (name === 'afterCommit' ? () => undefined : (Reflect.get(target, name) as unknown)) })));
    throw new Error('lost');
  }
}

describe('a commit of which the end is not known', () => {
  const start = async () => {
    const { app } = (await startPlatform()).server;
    const [world, rows] = [app.get(World), app.get(WorldRows)];
    const recorder = new Recorder(world, rows, new Losing(app.get(UnitOfWork)), { on: () => undefined } as unknown as Lifecycle);
    return { world, rows, recorder };
  };

  it('is found in the rows, as what it has removed is not', async () => {
    const { world, recorder } = await start();
    await expect(recorder.record({ areas: { put: [area('a'), area('b')] } })).rejects.toThrow('lost');
    expect(world.areas()).toEqual([area('a'), area('b')]);
    await expect(recorder.record({ areas: { remove: [area('a')] } })).rejects.toThrow('lost');
    expect(world.areas()).toEqual([area('b')]);
  });

  it('is found before the next change if the rows cannot be read now', async () => {
    const { world, rows, recorder } = await start();
    const load = jest.spyOn(rows, 'load').mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('still away'));
    await expect(recorder.record({ areas: { put: [area('a')] } })).rejects.toThrow('lost');
    expect(world.areas()).toEqual([]);
    await expect(recorder.surely(() => Promise.resolve(world.areas()))).rejects.toThrow('still away');
    expect(await recorder.surely(() => Promise.resolve(world.areas()))).toEqual([area('a')]);
    load.mockRestore();
  });
});

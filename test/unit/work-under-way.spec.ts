import { WorkUnderWay } from '../../src/modules/app-package/domain/work-under-way.js';

/** Work that goes on until it is let go or broken off. */
function work() {
  let letGo = () => undefined as void;
  const run = ({ signal }: AbortController) =>
    new Promise<string>((resolve, reject) => {
      letGo = () => resolve('done');
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  return { run, letGo: () => letGo() };
}

describe('the work that is under way for a package', () => {
  it('is broken off whole, even where one work has ended while another began', async () => {
    const all = new WorkUnderWay();
    const [upload, examination, other] = [work(), work(), work()];
    const uploaded = all.run('one', upload.run);
    const examined = all.run('one', examination.run).catch((error: unknown) => error);
    const untouched = all.run('two', other.run);
    upload.letGo();
    expect(await uploaded).toBe('done');
    await all.breakOff('one');
    expect(await examined).toMatchObject({ status: 404 });
    other.letGo();
    expect(await untouched).toBe('done');
    await all.breakOff('one');
  });

  it('is broken off when the platform stops, and so is what begins then', async () => {
    const all = new WorkUnderWay();
    const before = all.run('one', work().run).catch((error: unknown) => error);
    all.beforeApplicationShutdown();
    expect(await before).toMatchObject({ status: 503 });
    await expect(all.run('two', async ({ signal }) => signal.throwIfAborted())).rejects.toMatchObject({ status: 503 });
  });
});

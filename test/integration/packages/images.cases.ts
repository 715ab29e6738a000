import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ContainerRuntime, RuntimeRefusal, RuntimeUnavailable } from '../../../src/modules/container-runtime/index.js';
import { executeSql } from '../../support/database-outage.js';
import { eventually } from '../../support/eventually.js';
import { packageFile } from '../../support/packages/package-file.js';
import { announce, discard, examined, onboard, PACKAGES, read, upload } from '../../support/packages/packages.js';
import { dataFolderOf } from '../../support/data-folder.js';
import { specAgent } from '../../support/spec-agent.js';
import { useWorld } from '../../support/world.js';

type Load = ContainerRuntime['loadImage'];

const NAME = 'openmep/camera-appd:camera-image';
const ROUND_MS = 60_000;

describe('the images of a package', () => {
  const { world } = useWorld();
  const api = specAgent({ get http() { return world.platform.http; } });

  /** Lets the engine load so, and remember what it is asked to forget, which it cannot while it is `down`. */
  function engine(load?: Load) {
    const runtime = world.platform.server.app.get(ContainerRuntime, { strict: false });
    const seen = { loads: 0, removed: [] as string[], down: false };
    const loadAsEver = runtime.loadImage.bind(runtime);
    runtime.loadImage = (archive, signal) => {
      seen.loads++;
      return (load ?? loadAsEver)(archive, signal);
    };
    runtime.removeImage = async (name) => {
      if (seen.down) throw new RuntimeUnavailable('nobody there');
      seen.removed.push(name);
    };
    return seen;
  }

  const endless: Load = async (_archive, signal) => {
    await once(signal!, 'abort');
    throw signal!.reason;
  };

  const kept = (): string[] => {
    const folder = join(dataFolderOf(world.platform.databaseUrl), 'packages');
    return existsSync(folder) ? readdirSync(folder) : [];
  };

  async function begin(): Promise<string> {
    const content = await packageFile();
    const id = await announce(api, content);
    await upload(api, id, content).expect(202);
    return id;
  }

  it('go with a package that is deleted while they are loaded, whoever has loaded them', async () => {
    const seen = engine(endless);
    const id = await begin();
    await eventually(() => expect(seen.loads).toBe(1));
    await api.delete(`${PACKAGES}/${id}`).expect(204);
    expect(seen.removed).toEqual([NAME]);
    expect(kept()).toEqual([]);
  });

  it('stay when the platform stops, and are loaded by the next', async () => {
    const seen = engine(endless);
    const id = await begin();
    await eventually(() => expect(seen.loads).toBe(1));
    await world.restart();
    expect(seen.removed).toEqual([]);
    expect((await examined(api, id)).onboardingState).toBe('ONBOARDED');
  });

  it('go later when one of them is refused and the engine does not answer', async () => {
    const seen = engine(() => Promise.reject(new RuntimeRefusal('no image')));
    seen.down = true;
    const { id, onboardingFailureDetails } = await onboard(api);
    expect(onboardingFailureDetails).toMatchObject({ status: 422, detail: 'The container runtime refuses the image camera-image: no image.' });
    seen.down = false;
    await world.passTimeUntil(() => expect(seen.removed).toEqual([NAME]), ROUND_MS);
    await world.restart();
    expect((await read(api, id)).onboardingState).toBe('CREATED');
  });

  it('stay if another package has taken the place of the one that has gone', async () => {
    const seen = engine();
    const { id } = await onboard(api);
    seen.down = true;
    await discard(api, id);
    const successor = await onboard(api);
    expect(successor.onboardingState).toBe('ONBOARDED');
    seen.down = false;
    await world.passTimeUntil(() => expect(kept()).toEqual([successor.id]), ROUND_MS);
    expect(seen.removed).toEqual([]);
    await discard(api, successor.id);
    expect(seen.removed).toEqual([NAME]);
  });

  it('are told to be the reason of a failure even if the database has been away meanwhile', async () => {
    const { databaseUrl } = world.platform;
    engine(async () => {
      await executeSql(databaseUrl, 'ALTER TABLE app_package RENAME TO elsewhere');
      throw new RuntimeRefusal('no image');
    });
    const id = await begin();
    await eventually(() => expect(kept()).toEqual([]));
    await executeSql(databaseUrl, 'ALTER TABLE elsewhere RENAME TO app_package');
    await world.passTimeUntil(async () => expect(await read(api, id)).toMatchObject({ onboardingState: 'CREATED', onboardingFailureDetails: { status: 422 } }));
  });
});

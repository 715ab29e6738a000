import { image, layoutArchive } from '../../support/placement/image-archives.js';
import { placementPath } from '../../support/placement/placement.js';
import { startPlatform, type TestPlatform } from '../../support/platform.js';
import { newDatabase, temporaryFolder } from '../../support/process.js';
import { specAgent } from '../../support/spec-agent.js';

const IMAGES = placementPath('images');

async function stored(platform: TestPlatform, repository: string): Promise<string> {
  const archive = layoutArchive(image(repository));
  const { body } = await specAgent(platform).post(IMAGES).query({ repository }).set('Content-Type', 'application/x-tar').send(archive).expect(201);
  return (body as { digest: string }).digest;
}

describe('platforms on different databases that share MEC_DATA_DIR', () => {
  it('keep their images, whoever starts or removes some', async () => {
    const environment = { MEC_DATA_DIR: temporaryFolder() };
    const first = await startPlatform({ environment });
    const kept = await stored(first, 'kept');
    const second = await startPlatform({ environment: { ...environment, DATABASE_URL: await newDatabase() } });
    expect(await stored(second, 'kept')).toBe(kept);
    await specAgent(second).delete(`${IMAGES}/${kept}`).expect(204);
    await specAgent(first).get(`${IMAGES}/${kept}/archive`).expect(200);
    await first.stop();
    const again = await startPlatform({ environment: { ...environment, DATABASE_URL: first.databaseUrl } });
    await specAgent(again).get(`${IMAGES}/${kept}/archive`).expect(200);
  });
});

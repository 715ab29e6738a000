import { existsSync, readdirSync } from 'node:fs';
import { Database } from '../../src/modules/common/persistence/index.js';
import { image, layoutArchive } from '../support/placement/image-archives.js';
import { placementPath } from '../support/placement/placement.js';
import { startPlatform } from '../support/platform.js';
import { temporaryFolder } from '../support/process.js';
import { specAgent } from '../support/spec-agent.js';

describe('a platform on sqlite::memory:', () => {
  it('keeps files while it runs, nowhere but in a folder that goes with it', async () => {
    const dataFolder = temporaryFolder();
    const platform = await startPlatform({ environment: { DATABASE_URL: 'sqlite::memory:', MEC_DATA_DIR: dataFolder } });
    const folder = platform.server.app.get(Database, { strict: false }).temporaryFolder!;
    const images = placementPath('images');
    const { body } = await specAgent(platform).post(images).query({ repository: 'kept' }).set('Content-Type', 'application/x-tar').send(layoutArchive(image('kept'))).expect(201);
    await specAgent(platform).get(`${images}/${(body as { digest: string }).digest}/archive`).expect(200);
    expect(readdirSync(folder)).toContain('openmep.sqlite');
    await platform.stop();
    expect([existsSync(folder), readdirSync(dataFolder)]).toEqual([false, []]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyName } from '../placement-walk/fog-row.js';
import { PlacementApi } from '../placement-walk/placement-api.js';
import { type Move, walk } from '../placement-walk/walk.js';
import { Platform, type PlatformBuild } from './platform.js';
import { answerQuestions } from './questions.js';

/** To start a platform on the host of an engine, or to walk past its clouds once. */
export type WalkedHostOrder = { build: PlatformBuild; folder: string; dockerHost: string; imageFile: string } | { policy: PolicyName };

let platform: Platform | undefined;

async function start({ build, folder, dockerHost, imageFile }: Extract<WalkedHostOrder, { folder: string }>): Promise<void> {
  const settings = { MEC_RUNTIME: 'docker', DOCKER_HOST: dockerHost, MEC_DATA_DIR: join(folder, 'walk') };
  platform = await Platform.start(build, { databaseFile: join(folder, 'walk.sqlite'), settings });
  await new PlacementApi(platform.url).prepare(readFileSync(imageFile));
}

const order = (content: WalkedHostOrder): Promise<void | Move[]> => ('policy' in content ? walk(new PlacementApi(platform!.url), content.policy) : start(content));

answerQuestions(order);
process.on('SIGTERM', () => void (platform?.stop() ?? Promise.resolve()).then(() => process.exit(0)));

import { Registrations } from '../../../src/modules/app-support/index.js';
import { RuntimeUnavailable } from '../../../src/modules/container-runtime/index.js';
import { type DriftTask, HttpWorld, userPath } from '../../support/placement/http-world.js';
import { inTime } from '../../support/in-time.js';
import { MutedPlatform } from '../../support/placement/muted-platform.js';
import { plainEngines, runsOn } from '../../support/placement/plain-engine.js';
import { placementPath } from '../../support/placement/placement.js';
import { startPlatform, type TestPlatform } from '../../support/platform.js';
import { specAgent } from '../../support/spec-agent.js';
import { TestClock } from '../../support/test-clock.js';

const TRIES = 3;
const CHECKED = { healthcheck: { test: ['CMD', 'true'] }, ports: ['1216:80'] };

describe('a copy that goes while the platform of its cloud is silent; the engine is a stand-in', () => {
  const clock = new TestClock();
  const engine = plainEngines()('pier');
  let there: TestPlatform;
  let muted: MutedPlatform;
  let here: TestPlatform;
  let world: HttpWorld;

  /** In steps that are short against the pauses between tries, so that none is passed over. */
  const task = (expected: Partial<DriftTask>) => inTime(clock, async () => {
    const [latest] = await world.tasks();
    expect(latest).toMatchObject(expected);
    return latest!;
  });
  const isRegistered = async (id: string) => (await there.server.app.get(Registrations, { strict: false }).find(id)) !== undefined;
  const onHere = (platform: TestPlatform) => {
    here = platform;
    world = new HttpWorld(specAgent(here));
  };
  const restart = async () => {
    await here.stop();
    onHere(await startPlatform({ clock, environment: { DATABASE_URL: here.databaseUrl } }));
  };
  /** Its user goes, and so does the copy. */
  const leave = () => world.client.delete(userPath('car')).expect(204);

  beforeEach(async () => {
    engine.fault = () => undefined;
    engine.held.clear();
    there = await startPlatform({ clock });
    muted = await MutedPlatform.before(there);
    onHere(await startPlatform({ clock }));
    await world.clouds({ pier: { ...runsOn('pier'), capacity: { deployments: 1 }, platform: { apiRoot: muted.apiRoot } } });
    await world.areas({ b: ['pier'] });
    await world.application(CHECKED);
    await world.policy({ neighbours: 'NEAREST', count: 0, keepFor: 0, tries: TRIES });
    await world.user('car', 'b');
    const { deploymentId } = await task({ action: 'DEPLOY', state: 'DONE' });
    expect(await isRegistered(deploymentId)).toBe(true);
    muted.mute(true);
  });

  it('waits for it, as often as the policy says, then goes without, and says so; its room and its ports are free', async () => {
    await leave();
    expect(await task({ action: 'DESTROY', state: 'PAUSED', step: 'DEREGISTRATION', reason: 'PLATFORM_UNREACHABLE', tries: 1 })).toMatchObject({ nextTryAt: expect.any(String) as string });
    expect(engine.running).toEqual(['pier']);
    const gone = await task({ action: 'DESTROY', state: 'DONE', progress: 100, tries: TRIES, registrationLeft: 'PLATFORM_UNREACHABLE' });
    expect(gone).not.toHaveProperty('reason');
    expect([await world.copies(), engine.held.size, muted.unanswered]).toEqual([[], 0, TRIES]);
    await world.application(CHECKED, {}, 'other');
    await world.client.put(placementPath('applications', 'other', 'users', 'bus')).send({ place: { areaId: 'b' } }).expect(201);
    await task({ action: 'DEPLOY', applicationId: 'other', step: 'REGISTRATION', reason: 'PLATFORM_UNREACHABLE' });
    expect(engine.running).toEqual(['pier']);
    muted.mute(false);
    await task({ action: 'DEPLOY', applicationId: 'other', state: 'DONE' });
    expect(await isRegistered(gone.deploymentId)).toBe(true);
  });

  it('goes with its registration if it answers in time', async () => {
    await leave();
    const { deploymentId } = await task({ action: 'DESTROY', state: 'PAUSED', reason: 'PLATFORM_UNREACHABLE' });
    muted.mute(false);
    expect(await task({ action: 'DESTROY', state: 'DONE' })).not.toHaveProperty('registrationLeft');
    expect([await isRegistered(deploymentId), engine.held.size]).toEqual([false, 0]);
  });

  it('is tried no more often with a restart in between', async () => {
    await leave();
    await task({ state: 'PAUSED', reason: 'PLATFORM_UNREACHABLE', tries: TRIES - 1 });
    await restart();
    await task({ state: 'DONE', registrationLeft: 'PLATFORM_UNREACHABLE', tries: TRIES });
    expect([engine.held.size, muted.unanswered]).toEqual([0, TRIES]);
  });

  it('is not asked for any more after a restart, if it was left before, and that is still known', async () => {
    engine.fault = (call) => (call === 'remove' ? new RuntimeUnavailable('device or resource busy') : undefined);
    await leave();
    const left = { registrationLeft: 'PLATFORM_UNREACHABLE' } as const;
    await task({ state: 'PAUSED', step: 'REMOVAL', reason: 'CLOUD_UNREACHABLE', ...left });
    await restart();
    engine.fault = () => undefined;
    await task({ state: 'DONE', ...left });
    expect([engine.held.size, muted.unanswered]).toEqual([0, TRIES]);
  });
});

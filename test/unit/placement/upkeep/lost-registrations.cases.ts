import type { AppInstances } from '../../../../src/modules/app-instance/index.js';
import type { EventLog } from '../../../../src/modules/common/events/index.js';
import { LostCopies } from '../../../../src/modules/placement/domain/upkeep/lost-copies.js';
import { LostRegistrations } from '../../../../src/modules/placement/domain/upkeep/lost-registrations.js';
import { cloud, deployment, reference, settled, shopWorld, tasksIn } from './fixtures.js';

type Follower = (event: { payload: { change: string; instance: { appInstanceId: string } } }) => void;

/** Copies on two clouds, one of which another platform serves; the instances of this platform. */
async function registered(...instances: string[]) {
  const made = await shopWorld();
  const { world, planning, decisions, recorder, failpoints, clock, lifecycle } = made;
  const known = new Set(instances);
  const followers: Follower[] = [];
  const appInstances = { get: (id: string) => (known.has(id) ? {} : undefined) } as unknown as AppInstances;
  const eventLog = { follow: (_topic: unknown, follower: Follower) => void followers.push(follower) } as unknown as EventLog;
  new LostRegistrations(world, appInstances, new LostCopies(world, planning), decisions, recorder, failpoints, eventLog, clock, lifecycle);
  await recorder.record({
    clouds: { put: [cloud('fog-m', { platform: { apiRoot: 'http://other.example' } })] },
    deployments: { put: [deployment('a'), deployment('sick', { position: 2, state: 'UNHEALTHY' }), deployment('new', { position: 3, state: 'PREPARING' }), deployment('old', { position: 4, state: 'REMOVING' }), deployment('there', { position: 5, cloudId: 'fog-m' })] },
    references: { put: [reference('a'), reference('sick', { role: 'AHEAD' }), reference('there', { userId: 'bus' })] },
  });
  await lifecycle.run('start');
  await settled();
  const end = async (id: string) => {
    known.delete(id);
    for (const follower of followers) follower({ payload: { change: 'ENDED', instance: { appInstanceId: id } } });
    await settled();
  };
  return { ...made, end };
}

describe('a registration that somebody else has ended', () => {
  it('is made again with its copy, if that is READY or UNHEALTHY, and its users are decided about', async () => {
    const made = await registered('a', 'sick', 'new', 'old');
    for (const id of ['new', 'old', 'stranger']) await made.end(id);
    expect([tasksIn(made), made.decisions.asked]).toEqual([[], []]);
    await made.end('a');
    await made.end('sick');
    expect(tasksIn(made)).toEqual(['a DEPLOY REPAIR QUEUED', 'sick DEPLOY REPAIR QUEUED']);
    expect(made.decisions.asked).toEqual([{ users: [{ applicationId: 'shop', userId: 'car' }] }, { users: [{ applicationId: 'shop', userId: 'car' }] }]);
  });

  it('before the start is made again, too', async () => {
    expect(tasksIn(await registered('sick'))).toEqual(['a DEPLOY REPAIR QUEUED']);
  });
});

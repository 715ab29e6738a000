import type { Test } from 'supertest';
import { withoutWrites } from '../../support/database-outage.js';
import { useEndingApplication } from '../../support/ending-application.js';
import { eventually } from '../../support/eventually.js';
import { type OperationAction, REGISTRATIONS, useApplications, useApplicationsAnew } from '../../support/managed-applications.js';

const RIVALS = 6;

/** Sends the same request several times at once; answers the statuses, lowest first. */
async function rivals(send: () => Test, count = RIVALS): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: count }, () => send()));
  return answers.map(({ status }) => status).sort();
}

const onceAnd = (first: number, others: number) => [first, ...Array.from({ length: RIVALS - 1 }, () => others)];

describe('termination interrupted', () => {
  describe('a termination that several want at once', () => {
    const world = useApplications();
    const ending = useEndingApplication(world);

    it.each(['STOPPING', 'TERMINATING'] as const)('begins once: %s', async (action) => {
      expect(await rivals(() => world.terminate(ending.id, action, 60))).toEqual(onceAnd(202, 409));
      await ending.told(1);
      await world.confirm(ending.id, action).expect(204);
      expect(ending.announcements).toHaveLength(1);
    });

    it.each([
      ['STOPPING', 409],
      ['TERMINATING', 404],
    ] as const)('is confirmed once: %s', async (action, others) => {
      await world.terminate(ending.id, action, 60).expect(202);
      expect(await rivals(() => world.confirm(ending.id, action))).toEqual(onceAnd(204, others));
      await ending.expectRemovalTold();
    });

    it('ends once, whether confirmed, deregistered or out of time', async () => {
      await world.terminate(ending.id, 'TERMINATING', 1).expect(202);
      const deregister = () => world.api.delete(`${REGISTRATIONS}/${ending.id}`);
      const [confirmed, deregistered] = await Promise.all([rivals(() => world.confirm(ending.id, 'TERMINATING')), rivals(deregister), world.clock.advance(2000)]);
      for (const status of [...confirmed, ...deregistered]) expect([204, 404]).toContain(status);
      expect([...confirmed, ...deregistered].filter((status) => status === 204).length).toBeLessThanOrEqual(1);
      await eventually(() => ending.expectGone());
      await ending.expectRemovalTold();
    });

    it('begins once when another stops it at once', async () => {
      const answers = await Promise.all([world.terminate(ending.id, 'TERMINATING', 60), world.terminate(ending.id, 'STOPPING', 0), world.terminate(ending.id, 'TERMINATING', 0)]);
      for (const { status } of answers) expect([202, 404, 409]).toContain(status);
      expect(answers.some(({ status }) => status === 202)).toBe(true);
      await world.passTimeUntil(async () => expect(await world.rows(`SELECT * FROM termination WHERE app_instance_id = '${ending.id}'`)).toEqual([]), 10_000);
      await ending.expectRemovalTold();
    });
  });

  describe('a termination while the database is out of reach', () => {
    const world = useApplications();
    const ending = useEndingApplication(world);
    const outOfReach = (send: () => Test) => withoutWrites(world.platform.databaseUrl, async () => void (await send().expect(503)));

    it('does not begin, and nobody is told', async () => {
      const before = await world.instance(ending.id);
      await outOfReach(() => world.terminate(ending.id, 'TERMINATING', 60));
      expect(await world.instance(ending.id)).toEqual(before);
      await world.terminate(ending.id, 'STOPPING', 60).expect(202);
      await ending.told(1);
      expect(ending.announcements).toMatchObject([{ operationAction: 'STOPPING' }]);
      await world.confirm(ending.id, 'STOPPING').expect(204);
    });

    it('is not confirmed, and can be confirmed afterwards', async () => {
      await world.terminate(ending.id, 'TERMINATING', 60).expect(202);
      await outOfReach(() => world.confirm(ending.id, 'TERMINATING'));
      expect(await world.instance(ending.id)).toMatchObject({ state: 'TERMINATING', termination: { maxGracefulTimeout: 60 } });
      expect(await ending.ruleStates()).toEqual(['ACTIVE', 'ACTIVE']);
      expect(await ending.serviceNames()).toContain(ending.serName);
      await world.confirm(ending.id, 'TERMINATING').expect(204);
      await ending.expectGone();
      await ending.expectRemovalTold();
    });

    it('is carried out as soon as that is possible when its time is up meanwhile', async () => {
      await world.terminate(ending.id, 'TERMINATING', 1).expect(202);
      await withoutWrites(world.platform.databaseUrl, async () => {
        await world.clock.advance(1600);
        expect(await world.instance(ending.id)).toMatchObject({ state: 'TERMINATING' });
        expect(await ending.ruleStates()).toEqual(['ACTIVE', 'ACTIVE']);
      });
      await world.passTimeUntil(() => ending.expectGone());
      await ending.expectRemovalTold();
    });
  });

  describe('a termination across a restart', () => {
    const world = useApplicationsAnew();
    const ending = useEndingApplication(world);

    it.each<[OperationAction, () => Promise<void>]>([
      ['TERMINATING', () => ending.expectGone()],
      ['STOPPING', () => ending.expectStopped()],
    ])('%s is carried out after the start when its time was up while the platform was down', async (action, expectEnd) => {
      await world.terminate(ending.id, action, 60).expect(202);
      await ending.told(1);
      await world.restart(3_600_000);
      await world.passTimeUntil(expectEnd);
      await ending.expectRemovalTold();
      expect(ending.announcements).toHaveLength(1);
    });

    it('has the same time as before, and can be confirmed', async () => {
      await world.terminate(ending.id, 'TERMINATING', 60).expect(202);
      await ending.told(1);
      const before = await world.instance(ending.id);
      await world.restart(30_000);
      expect(await world.instance(ending.id)).toEqual(before);
      expect(await ending.ruleStates()).toEqual(['ACTIVE', 'ACTIVE']);
      await world.clock.advance(29_000);
      expect(await world.instance(ending.id)).toEqual(before);
      await world.terminate(ending.id, 'TERMINATING', 60).expect(409);
      await world.confirm(ending.id, 'TERMINATING').expect(204);
      await ending.expectGone();
      await ending.expectRemovalTold();
    });

    it('is announced after the start when that was not possible before', async () => {
      ending.endings.answerAlways({ status: 503 });
      await world.terminate(ending.id, 'TERMINATING', 600).expect(202);
      await ending.told(1);
      await world.restart();
      ending.endings.answerAlways({ status: 204 });
      await world.passTimeUntil(() => expect(ending.announcements.length).toBeGreaterThan(1));
      expect(new Set(ending.announcements.map((announcement) => JSON.stringify(announcement))).size).toBe(1);
      await world.confirm(ending.id, 'TERMINATING').expect(204);
    });

    it('leaves a stopped application stopped, its rules at rest, until it is ready', async () => {
      await world.terminate(ending.id, 'STOPPING', 0).expect(202);
      await world.restart();
      await ending.expectStopped();
      await world.clock.advance(10_000);
      await ending.expectStopped();
      await world.ready(ending.id).expect(204);
      expect(await ending.ruleStates()).toEqual(['ACTIVE', 'ACTIVE']);
    });
  });
});

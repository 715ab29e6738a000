import { confirmReady, confirmTerminationOf, subscribeToTermination } from '../../support/app-support.js';
import type { AppTerminationNotification, OperationAction } from '../../support/app-support-factories.js';
import { startCallbackSink } from '../../support/callback-sink.js';
import { eventually } from '../../support/eventually.js';
import { begin, FORCEFUL, inState, newInstance, perform, readOperation, runningInstance, stateOf } from '../../support/lifecycle/lifecycle.js';
import { appInstance, terminateOf } from '../../support/mm5.js';
import { TestClock } from '../../support/test-clock.js';
import { usePlatform } from '../../support/use-platform.js';

const SECONDS = 60;
const TERMINATION = { terminationType: 'GRACEFUL', gracefulTerminationTimeout: SECONDS };
const STOP = { changeStateTo: 'STOPPED', stopType: 'GRACEFUL', gracefulStopTimeout: SECONDS };

/** A graceful end: its task, what the application is told, and the state after it. */
const ENDS = [
  { task: 'terminate', body: TERMINATION, operationAction: 'TERMINATING', after: 'NOT_INSTANTIATED' },
  { task: 'operate', body: STOP, operationAction: 'STOPPING', after: 'STOPPED' },
] as const;

describe('a graceful end', () => {
  const clock = new TestClock();
  const { api } = usePlatform({ clock });

  const confirm = (id: string, operationAction: OperationAction) => api.post(confirmTerminationOf(id)).send({ operationAction });

  /** Waits until the application has been told. */
  const told = (id: string, operationAction: OperationAction, maxGracefulTimeout = SECONDS) =>
    eventually(async () => expect(await appInstance(api, id)).toMatchObject({ state: operationAction, termination: { operationAction, maxGracefulTimeout } }));

  /** Not before the application has been told: what is cancelled earlier ends nothing. */
  async function giveUp(id: string, path: string): Promise<void> {
    await inState(api, path, 'PROCESSING');
    await eventually(async () => expect(await appInstance(api, id)).toMatchObject({ state: expect.stringMatching(/^(TERMINATING|STOPPING)$/) as string }));
    await api.post(`${path}/cancel`).send({ CancelMode: 'FORCED' }).expect(202);
    await inState(api, path, 'FAILED_TEMP');
    await api.post(`${path}/fail`).expect(200);
  }

  it.each(ENDS)('$task: the application that answers at once is not waited for any longer', async ({ task, body, operationAction, after }) => {
    const id = await runningInstance(api);
    const endings = await startCallbackSink<AppTerminationNotification>({ document: 'mec011-app-support', operationId: 'appTerminationNotificationPOST' });
    await confirmReady(api, id);
    await subscribeToTermination(api, id, endings.url(id));
    const path = await begin(api, id, task, body);
    await eventually(() => expect(endings.at(id)).toMatchObject([{ operationAction, maxGracefulTimeout: SECONDS }]));
    await confirm(id, operationAction).expect(204);
    await inState(api, path, 'COMPLETED');
    expect(await stateOf(api, id)).toBe(after);
  });

  it.each(ENDS)('$task: the application that never answers has its time, and no more; a later answer is refused', async ({ task, body, operationAction, after }) => {
    const id = await runningInstance(api);
    const path = await begin(api, id, task, body);
    await told(id, operationAction);
    await clock.advance(SECONDS * 1000 - 1000);
    expect([(await readOperation(api, path)).operationState, await stateOf(api, id)]).toEqual(['PROCESSING', 'STARTED']);
    await eventually(async () => {
      await clock.advance(500);
      expect((await readOperation(api, path)).operationState).toBe('COMPLETED');
    });
    expect(await stateOf(api, id)).toBe(after);
    await confirm(id, operationAction).expect(after === 'STOPPED' ? 409 : 404);
  });

  it.each(ENDS)('$task: the application that was told before is told anew, and its time begins anew', async ({ task, body, operationAction, after }) => {
    const id = await runningInstance(api);
    await giveUp(id, await begin(api, id, task, { ...body, ...(task === 'terminate' ? { gracefulTerminationTimeout: 3600 } : { gracefulStopTimeout: 3600 }) }));
    await told(id, operationAction, 3600);
    await clock.advance(1000);
    const path = await begin(api, id, task, body);
    await told(id, operationAction);
    await inState(api, path, 'PROCESSING');
    await eventually(async () => {
      await clock.advance(SECONDS * 100);
      expect((await readOperation(api, path)).operationState).toBe('COMPLETED');
    });
    expect(await stateOf(api, id)).toBe(after);
  });

  it('is not waited for where the next operation uses force', async () => {
    for (const { task, body } of ENDS) {
      const id = await runningInstance(api);
      await giveUp(id, await begin(api, id, task, body));
      if (task === 'operate') {
        await perform(api, id, 'operate', { changeStateTo: 'STOPPED' });
        await perform(api, id, 'operate', { changeStateTo: 'STARTED' });
      }
      await perform(api, id, 'terminate', FORCEFUL);
    }
  });

  it('that was to be a stop becomes a termination', async () => {
    const id = await runningInstance(api);
    await giveUp(id, await begin(api, id, 'operate', STOP));
    const path = await begin(api, id, 'terminate', TERMINATION);
    await told(id, 'TERMINATING');
    await confirm(id, 'STOPPING').expect(409);
    await confirm(id, 'TERMINATING').expect(204);
    await inState(api, path, 'COMPLETED');
    expect(await stateOf(api, id)).toBe('NOT_INSTANTIATED');
  });

  it('that was to be a termination does not become a stop', async () => {
    const id = await runningInstance(api);
    await giveUp(id, await begin(api, id, 'terminate', TERMINATION));
    const path = await begin(api, id, 'operate', STOP);
    expect(await inState(api, path, 'FAILED')).toMatchObject({ error: { status: 409, detail: 'The application instance is TERMINATING, in which it cannot begin to stop.' } });
    await told(id, 'TERMINATING');
  });

  it('that was given up may still come; the application instance is terminated all the same', async () => {
    const id = await runningInstance(api);
    await giveUp(id, await begin(api, id, 'terminate', TERMINATION));
    await confirm(id, 'TERMINATING').expect(204);
    expect(await stateOf(api, id)).toBe('STARTED');
    await perform(api, id, 'terminate', TERMINATION);
    expect(await stateOf(api, id)).toBe('NOT_INSTANTIATED');
  });

  it('is no matter of Mm5', async () => {
    const id = await runningInstance(api);
    const { body } = await api.post(terminateOf(id)).send({ operationAction: 'TERMINATING', maxGracefulTimeout: 0 }).expect(409);
    expect((body as { detail: string }).detail).toMatch(/lifecycle operations/);
    expect(await appInstance(api, id)).toMatchObject({ state: 'INSTANTIATED' });
  });

  it('of an application that is stopped comes at once', async () => {
    const id = await newInstance(api);
    await perform(api, id, 'instantiate');
    await perform(api, id, 'operate', { changeStateTo: 'STOPPED' });
    await perform(api, id, 'terminate', TERMINATION);
  });
});

import type { AppInstance, AppInstances, AppInstanceState } from '../../src/modules/app-instance/index.js';
import { WaitingStep } from '../../src/modules/app-lifecycle/domain/steps/waiting.step.js';
import type { StepContext } from '../../src/modules/app-lifecycle/domain/steps/step.js';
import type { EventLog } from '../../src/modules/common/events/index.js';

/** Waits for an application instance in this state; `undefined`: it has ended. */
function wait(state: AppInstanceState | undefined, lcmOperation: 'OPERATE' | 'TERMINATE') {
  let instance = state && ({ state } as AppInstance);
  let tell: () => void = () => undefined;
  const eventLog = { follow: (_topic: unknown, listener: () => void) => void (tell = listener) } as unknown as EventLog;
  const step = new WaitingStep({ get: () => instance } as unknown as AppInstances, eventLog);
  const breakOff = new AbortController();
  const waiting = step.run({ operation: { appInstanceId: 'one', lcmOperation }, signal: breakOff.signal } as StepContext);
  const enter = (next: AppInstanceState | undefined) => {
    instance = next && ({ state: next } as AppInstance);
    tell();
  };
  return { waiting, enter, breakOff };
}

describe('waiting for an application', () => {
  it.each<[string, AppInstanceState | undefined]>([
    ['has stopped', 'STOPPED'],
    ['has ended', undefined],
    ['has stopped, and has said since that it is ready', 'READY'],
  ])('is over at once if it %s', async (_what, state) => {
    await expect(wait(state, 'OPERATE').waiting).resolves.toBeUndefined();
  });

  it.each<['OPERATE' | 'TERMINATE', AppInstanceState, AppInstanceState | undefined]>([
    ['OPERATE', 'STOPPING', 'STOPPED'],
    ['TERMINATE', 'TERMINATING', undefined],
  ])('%s goes on until it is no longer %s', async (lcmOperation, before, after) => {
    const { waiting, enter } = wait(before, lcmOperation);
    let isOver = false;
    const over = waiting.then(() => (isOver = true));
    enter(before);
    await new Promise(setImmediate);
    expect(isOver).toBe(false);
    enter(after);
    await over;
  });

  it('can be broken off', async () => {
    const { waiting, breakOff } = wait('STOPPING', 'OPERATE');
    const reason = new Error('cancelled');
    breakOff.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});

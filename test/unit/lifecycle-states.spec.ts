import { type Cancellation, cancellationOf, nextCancellation } from '../../src/modules/app-lifecycle/domain/operation/cancellation.js';
import { type InstanceEvent, instanceStates } from '../../src/modules/app-lifecycle/domain/instance/instance-states.js';
import { isOpen, type OperationEvent, operationStates } from '../../src/modules/app-lifecycle/domain/operation/operation-states.js';
import type { AppInstState, LcmOperationState } from '../../src/modules/app-lifecycle/domain/types.js';
import { refusalOf } from '../support/refusal-of.js';

type Following<State extends string, Event extends string> = Record<Event, Partial<Record<State, State>>>;

function casesOf<State extends string, Event extends string>(states: State[], following: Following<State, Event>) {
  return (Object.entries(following) as [Event, Partial<Record<State, State>>][]).flatMap(([event, next]) => states.map((state) => ({ event, state, next: next[state] })));
}

describe('an application instance of app_lcm', () => {
  const cases = casesOf<AppInstState, InstanceEvent>(['NOT_INSTANTIATED', 'STARTED', 'STOPPED'], {
    'be instantiated': { NOT_INSTANTIATED: 'STARTED' },
    'be started': { STOPPED: 'STARTED' },
    'be stopped': { STARTED: 'STOPPED' },
    'be terminated': { STARTED: 'NOT_INSTANTIATED', STOPPED: 'NOT_INSTANTIATED' },
    'have the platform configured for it': { STARTED: 'STARTED', STOPPED: 'STOPPED' },
  });

  it.each(cases)('$state, $event: $next', ({ event, state, next }) => {
    if (next !== undefined) expect(instanceStates.next(state, event)).toBe(next);
    else expect(refusalOf(() => instanceStates.next(state, event)).status).toBe(409);
  });
});

describe('an operation', () => {
  const cases = casesOf<LcmOperationState, OperationEvent>(['STARTING', 'PROCESSING', 'FAILED_TEMP', 'COMPLETED', 'FAILED'], {
    'be granted': { STARTING: 'PROCESSING' },
    'be rejected': { STARTING: 'FAILED' },
    stumble: { STARTING: 'FAILED_TEMP', PROCESSING: 'FAILED_TEMP' },
    complete: { PROCESSING: 'COMPLETED' },
    'be given up': { PROCESSING: 'FAILED' },
    'be retried': { FAILED_TEMP: 'PROCESSING' },
    'be failed': { FAILED_TEMP: 'FAILED' },
  });

  it.each(cases)('$state, $event: $next', ({ event, state, next }) => {
    if (next !== undefined) expect(operationStates.next(state, event)).toBe(next);
    else expect(refusalOf(() => operationStates.next(state, event)).status).toBe(409);
  });

  it('occupies its application instance until it is over', () => {
    expect((['STARTING', 'PROCESSING', 'FAILED_TEMP', 'COMPLETED', 'FAILED'] as const).map(isOpen)).toEqual([true, true, true, false, false]);
  });
});

describe('the cancellation of an operation', () => {
  it.each<[object, Cancellation]>([
    [{ CancelMode: 'GRACEFUL' }, 'GRACEFUL'],
    [{ cancelMode: 'GRACEFUL' }, 'GRACEFUL'],
    [{ CancelMode: 'FORCED' }, 'FORCEFUL'],
    [{ cancelMode: 'FORCEFUL' }, 'FORCEFUL'],
  ])('%j is %s', (body, cancellation) => {
    expect(cancellationOf(body)).toBe(cancellation);
  });

  it.each<[Cancellation | undefined, Cancellation, Cancellation | undefined]>([
    [undefined, 'GRACEFUL', 'GRACEFUL'],
    [undefined, 'FORCEFUL', 'FORCEFUL'],
    ['GRACEFUL', 'FORCEFUL', 'FORCEFUL'],
    ['GRACEFUL', 'GRACEFUL', undefined],
    ['FORCEFUL', 'GRACEFUL', undefined],
    ['FORCEFUL', 'FORCEFUL', undefined],
  ])('after %s, %s: %s', (pending, wanted, next) => {
    if (next !== undefined) expect(nextCancellation(pending, wanted)).toBe(next);
    else expect(refusalOf(() => nextCancellation(pending, wanted)).status).toBe(409);
  });
});

import { appInstanceStates, type AppInstanceEvent } from '../../src/modules/app-instance/domain/app-instance-states.js';
import type { AppInstanceState } from '../../src/modules/app-instance/index.js';
import { StateMachine } from '../../src/modules/common/state-machine/index.js';
import { refusalOf } from '../support/refusal-of.js';

const DOOR = { closed: { open: 'opened', lock: 'locked' }, opened: { close: 'closed' }, locked: { unlock: 'closed' } } as const;
type DoorState = keyof typeof DOOR;
type DoorEvent = 'open' | 'close' | 'lock' | 'unlock';

describe('a state machine', () => {
  const door = new StateMachine<DoorState, DoorEvent>('door', DOOR);

  it('tells the state that follows', () => {
    expect(door.next('closed', 'open')).toBe('opened');
    expect(door.next(door.next('closed', 'lock'), 'unlock')).toBe('closed');
  });

  it('refuses what the state forbids with 409, and names state and event', () => {
    const { status, detail } = refusalOf(() => door.next('locked', 'open'));
    expect([status, detail]).toEqual([409, 'The door is locked, in which it cannot open.']);
  });

  it('is refused when a state can never be reached', () => {
    const table = { closed: { open: 'opened' }, opened: { close: 'closed' }, burnt: { open: 'opened' }, lost: {} } as const;
    expect(() => new StateMachine<keyof typeof table, DoorEvent>('door', table)).toThrow('No door can ever be burnt, lost.');
  });

  it('may have one state, and states that nothing leads out of', () => {
    expect(() => new StateMachine<'closed', 'lock'>('door', { closed: { lock: 'closed' } })).not.toThrow();
    expect(() => new StateMachine<'closed' | 'locked', 'lock'>('door', { closed: { lock: 'locked' }, locked: {} })).not.toThrow();
  });
});

describe('the life of an application instance', () => {
  const STATES: AppInstanceState[] = ['INSTANTIATED', 'READY', 'STOPPING', 'TERMINATING', 'STOPPED'];
  const FOLLOWING: Record<AppInstanceEvent, Partial<Record<AppInstanceState, AppInstanceState>>> = {
    'confirm readiness': { INSTANTIATED: 'READY', READY: 'READY', STOPPED: 'READY' },
    'begin to stop': { INSTANTIATED: 'STOPPING', READY: 'STOPPING' },
    'begin to terminate': { INSTANTIATED: 'TERMINATING', READY: 'TERMINATING' },
    'finish stopping': { STOPPING: 'STOPPED' },
    'terminate instead': { STOPPING: 'TERMINATING' },
    'start again': { STOPPED: 'INSTANTIATED' },
  };
  const CASES = Object.entries(FOLLOWING).flatMap(([event, following]) => STATES.map((state) => ({ event: event as AppInstanceEvent, state, next: following[state] })));

  it.each(CASES.filter(({ next }) => next !== undefined))('$state, $event: $next', ({ event, state, next }) => {
    expect(appInstanceStates.next(state, event)).toBe(next);
  });

  it.each(CASES.filter(({ next }) => next === undefined))('$state forbids to $event', ({ event, state }) => {
    const { status, detail } = refusalOf(() => appInstanceStates.next(state, event));
    expect([status, detail]).toEqual([409, `The application instance is ${state}, in which it cannot ${event}.`]);
  });
});

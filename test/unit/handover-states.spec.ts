import { type SourceEvent, type SourceState, sourceStates } from '../../src/modules/handover/domain/states/source-states.js';
import { isActive, type TargetEvent, type TargetState, targetStates } from '../../src/modules/handover/domain/states/target-states.js';
import { refusalOf } from '../support/refusal-of.js';

describe('a handover at the source', () => {
  it.each<[SourceState, SourceEvent, SourceState]>([
    ['TRANSFERRING', 'be staged', 'TRANSFERRED'], ['TRANSFERRING', 'be confirmed', 'CONFIRMED'], ['TRANSFERRING', 'give up', 'CANCELLING'],
    ['TRANSFERRED', 'leave', 'ATTACHED'], ['ATTACHED', 'be confirmed', 'DEACTIVATING'], ['CONFIRMED', 'leave', 'DEACTIVATING'],
    ['CANCELLING', 'be confirmed', 'CONFIRMED'], ['CANCELLED', 'be confirmed', 'CONFIRMED'], ['FAILED', 'be confirmed', 'CONFIRMED'],
    ['CONFIRMED', 'be relieved', 'COMPLETED'], ['CANCELLED', 'be relieved', 'COMPLETED'],
  ])('%s, %s: %s', (state, event, next) => expect(sourceStates.next(state, event)).toBe(next));

  it.each<[SourceState, SourceEvent]>([
    ['TRANSFERRED', 'finish'], ['ATTACHED', 'finish'], ['TRANSFERRING', 'leave'], ['CONFIRMED', 'cancel'], ['CONFIRMED', 'be rejected'],
    ['COMPLETED', 'be confirmed'], ['DEACTIVATING', 'cancel'], ['UNNEEDED', 'be confirmed'],
  ])('%s does not %s', (state, event) => expect(refusalOf(() => sourceStates.next(state, event)).status).toBe(409));
});

describe('a handover at the target', () => {
  const events: TargetEvent[] = ['attach', 'activate', 'give up', 'be acknowledged', 'be cancelled', 'be superseded'];

  it('is activated only after the UE has attached', () => {
    expect(targetStates.next(targetStates.next('STAGED', 'attach'), 'activate')).toBe('ACTIVATED');
    expect(refusalOf(() => targetStates.next('STAGED', 'activate')).status).toBe(409);
  });

  it.each<TargetState>(['ACTIVATED', 'COMPLETED'])('stays the owner once it is %s, whatever comes', (state) => {
    const possible = events.filter((event) => !(state === 'ACTIVATED' && event === 'be acknowledged'));
    expect(isActive(state)).toBe(true);
    for (const event of possible) expect(refusalOf(() => targetStates.next(state, event)).status).toBe(409);
  });
});

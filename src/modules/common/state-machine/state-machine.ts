import { conflict } from '../problem/index.js';

/** For every state, the event that may come and the state that follows. What is not listed is forbidden. */
type TransitionTable<State extends string, Event extends string> = Record<State, Partial<Record<Event, State>>>;

/** The states of one kind of thing. */
export class StateMachine<State extends string, Event extends string> {
  /**
   * @param subject what has the state, as problems call it: application instance
   * @throws Error if a state other than the first cannot be reached
   */
  constructor(
    private readonly subject: string,
    private readonly table: TransitionTable<State, Event>,
  ) {
    const [initial, ...others] = Object.keys(table) as State[];
    const reached = this.reachableFrom(initial!);
    const lost = others.filter((state) => !reached.has(state));
    if (lost.length) throw new Error(`No ${subject} can ever be ${lost.join(', ')}.`);
  }

  /** The state after an event. @throws Problem 409 if the state forbids it */
  next(state: State, event: Event): State {
    const next = this.table[state][event];
    if (next === undefined) throw conflict(`The ${this.subject} is ${state}, in which it cannot ${event}.`);
    return next;
  }

  private reachableFrom(state: State, reached = new Set<State>()): Set<State> {
    if (reached.has(state)) return reached;
    reached.add(state);
    for (const next of Object.values<State | undefined>(this.table[state])) if (next !== undefined) this.reachableFrom(next, reached);
    return reached;
  }
}

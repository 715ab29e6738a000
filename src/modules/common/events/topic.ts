/** A kind of change and what is recorded of it. */
export interface Topic<Payload> {
  readonly name: string;
  /** Never there; carries the type. */
  readonly payload?: Payload;
}

/** Declares a topic: `<module>.<thing>`. */
export const topic = <Payload>(name: string): Topic<Payload> => ({ name });

/** A change that has been committed. `seq` counts without gaps in the order of the commits. */
export interface LoggedEvent<Payload = unknown> {
  seq: number;
  topic: string;
  payload: Payload;
  /** Milliseconds since 1970. */
  recordedAt: number;
}

/** A change that is to be recorded, of whatever topic. */
export interface LogEntry {
  topic: string;
  payload: unknown;
}

/** For changes of several topics that are recorded together; keeps topic and payload in step. */
export const entryOf = <Payload>({ name }: Topic<Payload>, payload: Payload): LogEntry => ({ topic: name, payload });

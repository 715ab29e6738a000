/** The engine says no, and would say so again: what is asked for cannot be had. */
export class RuntimeRefusal extends Error {
  override readonly name = 'RuntimeRefusal';
}

/** The engine does not answer, or cannot do it at present: trying again may help. */
export class RuntimeUnavailable extends Error {
  override readonly name = 'RuntimeUnavailable';
}

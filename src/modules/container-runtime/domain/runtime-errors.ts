/** The engine says no, and would say so again: what is asked for cannot be had. */
export class RuntimeRefusal extends Error {
  override readonly name = 'RuntimeRefusal';
}

/** The engine does not answer, or cannot do it at present: trying again may help. */
export class RuntimeUnavailable extends Error {
  override readonly name: string = 'RuntimeUnavailable';
}

/** Somebody else has a port that the workload is to be reached at: once they have left it, trying again helps. */
export class RuntimePortTaken extends RuntimeUnavailable {
  override readonly name = 'RuntimePortTaken';
}

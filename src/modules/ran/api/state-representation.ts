/** The state of a cell or of a UE with the time at which it is so. @param now milliseconds since 1970 */
export const stateAt = <State extends object>(now: number, state: State): State & { time: string } => ({ ...state, time: new Date(now).toISOString() });

/** Whoever knows the platforms beyond the table. */
export abstract class Orchestrator {
  /**
   * @param baseStation its global id
   * @returns the id of the platform that stands there; undefined if none does
   * @throws Error if the orchestrator does not answer
   */
  abstract platformAt(baseStation: string): Promise<string | undefined>;
}

/** Where clients find things of this API. */
export abstract class LifecycleLinks {
  /** @param task below the application instance: instantiate */
  abstract instance(appInstanceId: string, ...task: string[]): string;
  abstract operation(appLcmOpOccId: string): string;
}

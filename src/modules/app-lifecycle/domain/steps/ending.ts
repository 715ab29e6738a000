import type { AppD } from '../../../app-package/index.js';
import type { LifecycleOperation } from '../operation/lifecycle-operation.js';

/** Seconds: the most that AppTerminationNotification can tell, where the standard gives all the time that is needed. */
const LONGEST_S = 4_294_967_295;

/** How an application is told to finish. */
interface Ending {
  action: 'STOPPING' | 'TERMINATING';
  /** Seconds that it gets; 0 if it is not asked. */
  seconds: number;
}

/**
 * What the request gives, but never less than what the descriptor needs at least (MEC 010-2, 6.2.1.15 and 6.2.1.16).
 * @param isSubscribed whether the application hears of it: one that doesn't would not answer in all the time there is
 */
export function endingOf(operation: LifecycleOperation, isSubscribed: boolean, { terminateAppInstanceOpConfig, changeAppInstanceStateOpConfig }: AppD): Ending {
  if (operation.lcmOperation === 'OPERATE') {
    const { stopType, gracefulStopTimeout = 0 } = operation.params;
    const least = changeAppInstanceStateOpConfig?.minGracefulStopTimeout ?? 0;
    return { action: 'STOPPING', seconds: stopType === 'GRACEFUL' ? Math.max(gracefulStopTimeout, least) : 0 };
  }
  const { terminationType, gracefulTerminationTimeout = isSubscribed ? LONGEST_S : 0 } = operation.params as { terminationType: string; gracefulTerminationTimeout?: number };
  const least = terminateAppInstanceOpConfig?.minGracefulTerminationTimeout ?? 0;
  return { action: 'TERMINATING', seconds: terminationType === 'GRACEFUL' ? Math.max(gracefulTerminationTimeout, least) : 0 };
}

import { topic } from '../../common/events/index.js';
import type { OperationAction } from './types.js';

/** A graceful stop or termination that is under way. */
export interface Termination {
  appInstanceId: string;
  operationAction: OperationAction;
  /** Seconds that the application was given. */
  maxGracefulTimeout: number;
  /** When the platform goes on without a confirmation; milliseconds since 1970. */
  dueAt: number;
}

/** An application has been given time to finish. */
export const TERMINATION_BEGUN = topic<Termination>('app-support.termination');

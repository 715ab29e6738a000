import { topic } from '../../common/events/index.js';

/** How the platform came to know of the instance. */
export type AppInstanceOrigin = 'SEED';

/** An instance of a MEC application; every other module refers to it by its id. */
export interface AppInstance {
  appInstanceId: string;
  appName: string;
  origin: AppInstanceOrigin;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** An instance has been created, or has ended. */
export const APP_INSTANCE_CHANGED = topic<{ change: 'CREATED' | 'ENDED'; instance: AppInstance }>('app-instance.instance');

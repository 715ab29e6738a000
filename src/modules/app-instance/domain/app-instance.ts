import { topic } from '../../common/events/index.js';

/** How the platform came to know of the instance: from MEC_SEED_FILE, because the application registered itself, or by instantiating it (MEC 010-2, 7.4.6). */
export type AppInstanceOrigin = 'SEED' | 'REGISTRATION' | 'LIFECYCLE';

/**
 * INSTANTIATED runs but has not said that it is ready; STOPPING and TERMINATING still run, and know that they have to end;
 * STOPPED does not run, and may run again.
 */
export type AppInstanceState = 'INSTANTIATED' | 'READY' | 'STOPPING' | 'TERMINATING' | 'STOPPED';

/** An instance of a MEC application; every other module refers to it by its id. */
export interface AppInstance {
  appInstanceId: string;
  appName: string;
  origin: AppInstanceOrigin;
  state: AppInstanceState;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** Whether its traffic and DNS rules may take effect. */
export const isRunning = ({ state }: AppInstance): boolean => state !== 'STOPPED';

/** What happened to an instance; it is given as it is after the change, or as it was before its end. */
interface AppInstanceChange {
  change: 'CREATED' | 'CHANGED' | 'ENDED';
  instance: AppInstance;
}

export const APP_INSTANCE_CHANGED = topic<AppInstanceChange>('app-instance.instance');

import { topic } from '../../../common/events/index.js';
import type { AppInstState, InterfaceAddress, VimConnectionInfo } from '../types.js';

/** What identifies the application, as its descriptor says. */
interface ApplicationFacts {
  appDId: string;
  appProvider: string;
  appName: string;
  appSoftVersion: string;
  appDVersion: string;
}

/** An application instance from its creation to its deletion, with resources or without. */
export interface LifecycleInstance extends ApplicationFacts {
  appInstanceId: string;
  appPkgId: string;
  appInstanceName?: string;
  appInstanceDescription?: string;
  state: AppInstState;
  /** As the last instantiation has named them. */
  vimConnectionInfo?: Record<string, VimConnectionInfo>;
  /** Where other applications reach it; empty without resources. */
  addresses: InterfaceAddress[];
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** What subscribers are told of an application instance, and filter by. */
export type InstanceSummary = ApplicationFacts & Pick<LifecycleInstance, 'appInstanceId' | 'appPkgId' | 'appInstanceName' | 'state' | 'createdAt'>;

export function summaryOf(instance: LifecycleInstance): InstanceSummary {
  const { appInstanceId, appPkgId, appInstanceName, state, createdAt, appDId, appProvider, appName, appSoftVersion, appDVersion } = instance;
  return { appInstanceId, appPkgId, ...(appInstanceName !== undefined && { appInstanceName }), state, createdAt, appDId, appProvider, appName, appSoftVersion, appDVersion };
}

/** The application instance is given as it is after the change, or as it was before its end. */
export interface InstanceChange {
  change: 'CREATED' | 'STATE_ENTERED' | 'DELETED';
  instance: InstanceSummary;
}

export const INSTANCE_CHANGED = topic<InstanceChange>('app-lifecycle.instance');

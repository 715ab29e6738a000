import type { components } from '../../../generated/mec011-app-support.js';

type Schemas = components['schemas'];

/** The data types of MEC 011, 7.1, as the document defines them. */
export type AppInfo = Schemas['AppInfo'];
export type EndPointInfo = Schemas['EndPointInfo'];
export type OperationAction = Schemas['OperationAction'];
export type AppTerminationNotification = Schemas['AppTerminationNotification'];
export type AppTerminationNotificationSubscription = Schemas['AppTerminationNotificationSubscription'];
export type TimingCaps = Schemas['TimingCaps'];
export type CurrentTime = Schemas['CurrentTime'];
export type TimeSourceStatus = Schemas['TimeSourceStatus'];

export const APP_TERMINATION_SUBSCRIPTION = 'AppTerminationNotificationSubscription';

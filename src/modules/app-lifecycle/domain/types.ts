import type { components } from '../../../generated/mec010-2-app-lifecycle.js';

type Schemas = components['schemas'];

/** The data types of MEC 010-2, 6.2.2, as the document defines them. */
export type AppInstanceInfo = Schemas['AppInstanceInfo'];
export type AppInstanceSubscriptionFilter = Schemas['AppInstanceSubscriptionFilter'];
export type AppInstState = Schemas['AppInstState'];
export type AppLcmNotification = Schemas['AppLcmNotification'];
export type AppLcmOpOcc = Schemas['AppLcmOpOcc'];
export type AppLcmSubscriptionRequest = Schemas['AppLcmSubscriptionRequest'];
export type AppProviderFilter = Schemas['AppProviderFilter'];
export type CancelMode = Schemas['CancelMode'];
export type ConfigPlatformForAppRequest = Schemas['ConfigPlatformForAppRequest'];
export type CreateAppInstanceRequest = Schemas['CreateAppInstanceRequest'];
export type FeatureDependency = Schemas['FeatureDependency'];
export type InstantiateAppRequest = Schemas['InstantiateAppRequest'];
export type InterfaceAddress = Schemas['InterfaceAddress'];
export type LatencyDescriptor = Schemas['LatencyDescriptor'];
export type LcmOperation = Schemas['LcmOperation'];
export type LcmOperationState = Schemas['LcmOperationState'];
export type LocationConstraints = Schemas['LocationConstraints'];
export type OperateAppRequest = Schemas['OperateAppRequest'];
export type SubscriptionType = Schemas['AppInstanceSubscriptionType'];
export type TerminateAppRequest = Schemas['TerminateAppRequest'];
export type VimConnectionInfo = Schemas['VimConnectionInfo'];

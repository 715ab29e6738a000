import type { components } from '../../../generated/mec011-service-management.js';

type Schemas = components['schemas'];

/** The data types of MEC 011, 8.1, as the document defines them. */
export type ServiceInfo = Schemas['ServiceInfo'];
export type ServiceInfoPost = Schemas['ServiceInfoPost'];
export type ServiceState = Schemas['ServiceState'];
export type ServiceChangeType = Schemas['ServiceChangeType'];
export type ServiceLivenessInfo = Schemas['ServiceLivenessInfo'];
export type ServiceFilteringCriteria = Schemas['ServiceFilteringCriteria'];
export type ServiceAvailabilityNotification = Schemas['ServiceAvailabilityNotification'];
export type SerAvailabilityNotificationSubscription = Schemas['SerAvailabilityNotificationSubscription'];
export type TransportInfo = Schemas['TransportInfo'];
export type LocalityType = Schemas['LocalityType'];

export const SER_AVAILABILITY_SUBSCRIPTION = 'SerAvailabilityNotificationSubscription';

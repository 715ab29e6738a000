import type { components } from '../../../generated/mec010-2-app-package.js';

type Schemas = components['schemas'];

/** The data types of MEC 010-2, 6.2.1 and 6.2.3, as the document defines them. */
export type AppD = Schemas['AppD'];
export type AppPkgFilter = Schemas['AppPkgFilter'];
export type AppPkgInfo = Schemas['AppPkgInfo'];
export type AppPkgNotification = Schemas['AppPkgNotification'];
export type AppPkgSubscription = Schemas['AppPkgSubscription'];
export type Checksum = Schemas['Checksum'];
export type CreateAppPkg = Schemas['CreateAppPkg'];
export type DnsRuleDescriptor = Schemas['DNSRuleDescriptor'];
export type InterfaceDescriptor = Schemas['InterfaceDescriptor'];
export type OnboardingState = Schemas['AppPkgOnboardingState'];
export type OperationalState = Schemas['AppPkgOperationalState'];
export type OsContainerDescriptor = Schemas['OsContainerDescriptor'];
export type ServiceDependency = Schemas['ServiceDependency'];
export type SubscriptionType = Schemas['AppPkgSubscriptionType'];
export type SwImageDescriptor = Schemas['SwImageDescriptor'];
export type TrafficRuleDescriptor = Schemas['TrafficRuleDescriptor'];
export type TransportDependency = Schemas['TransportDependency'];
export type TransportDescriptor = Schemas['TransportDescriptor'];
export type UsageState = Schemas['AppPkgUsageState'];

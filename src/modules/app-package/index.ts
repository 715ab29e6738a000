export { AppPackageModule } from './app-package.module.js';
export { isOnboarded, type OnboardedPackage, requireOnboarded } from './domain/app-package.js';
export { AppPackages } from './domain/app-packages.js';
export { dnsRuleFaults } from './domain/appd-faults/dns-rule-faults.js';
export { trafficRuleFaults } from './domain/appd-faults/traffic-rule-faults.js';
export { PackageImages } from './domain/package-images.js';
export { PackageUse } from './domain/package-use.js';
export { imageReference, travelsInPackage } from './domain/reading/images.js';
export type { AppD, DnsRuleDescriptor, OsContainerDescriptor, ServiceDependency, SwImageDescriptor, TrafficRuleDescriptor, TransportDependency } from './domain/types.js';

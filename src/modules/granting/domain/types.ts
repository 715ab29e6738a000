import type { components as packageComponents } from '../../../generated/mec010-2-app-package.js';
import type { components } from '../../../generated/mec010-2-granting.js';

type Schemas = components['schemas'];

export type GrantRequest = Schemas['GrantRequest'];
export type Grant = Schemas['Grant'];
export type GrantInfo = Schemas['GrantInfo'];
export type ResourceDefinition = Schemas['ResourceDefinition'];

type PackageSchemas = packageComponents['schemas'];

export type AppD = PackageSchemas['AppD'];
export type OsContainerDescriptor = PackageSchemas['OsContainerDescriptor'];
export type VirtualComputeDescriptor = PackageSchemas['VirtualComputeDescriptor'];
export type VirtualStorageDescriptor = PackageSchemas['VirtualStorageDescriptor'];
export type AdditionalCapability = PackageSchemas['RequestedAdditionalCapabilityData'];

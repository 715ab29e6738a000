import type { Fault } from '../../../common/problem/index.js';
import type { AppD } from '../types.js';

type StorageDescriptor = NonNullable<AppD['virtualStorageDescriptor']>[number];

const DATA = { BLOCK: 'blockStorageData', OBJECT: 'objectStorageData', FILE: 'fileStorageData' } as const satisfies Record<StorageDescriptor['typeOfStorage'], keyof StorageDescriptor>;

function maintenanceFaults(maintenance: StorageDescriptor['nfviMaintenanceInfo'], place: string): Fault[] {
  const { maxNumberOfImpactedInstances = [], minNumberOfPreservedInstances = [] } = maintenance ?? {};
  const both = maxNumberOfImpactedInstances.length > 0 && minNumberOfPreservedInstances.length > 0;
  return both ? [{ place, detail: 'has maxNumberOfImpactedInstances and minNumberOfPreservedInstances, which exclude each other' }] : [];
}

function faultsOf(storage: StorageDescriptor, place: string): Fault[] {
  const needed = DATA[storage.typeOfStorage];
  const others = Object.values(DATA).filter((name) => name !== needed && storage[name] !== undefined);
  return [
    ...(storage[needed] ? [] : [{ place, detail: `lacks the attribute ${needed}, which storage of type ${storage.typeOfStorage} has` }]),
    ...others.map((name) => ({ place: `${place}/${name}`, detail: `is not for storage of type ${storage.typeOfStorage}` })),
    ...maintenanceFaults(storage.nfviMaintenanceInfo, `${place}/nfviMaintenanceInfo`),
    ...maintenanceFaults(storage.fileStorageData?.intVirtualLinkDesc.nfviMaintenanceInfo, `${place}/fileStorageData/intVirtualLinkDesc/nfviMaintenanceInfo`),
  ];
}

/** NFV-IFA 011, 7.1.9.4 and 7.1.8.17. */
export const storageFaults = ({ virtualStorageDescriptor = [] }: AppD): Fault[] =>
  virtualStorageDescriptor.flatMap((storage, index) => faultsOf(storage, `/virtualStorageDescriptor/${index}`));

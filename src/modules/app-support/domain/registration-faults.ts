import type { Fault } from '../../common/problem/index.js';
import { profileFaults } from './profile-faults.js';
import type { AppInfo } from './types.js';

const DEPENDENCIES = ['appServiceRequired', 'appServiceOptional', 'appFeatureRequired', 'appFeatureOptional'] as const;

/** What MEC 011, 7.1.2.6 demands of an AppInfo and its schema cannot say. */
export function registrationFaults(appInfo: AppInfo): Fault[] {
  return [...(appInfo.isInsByMec ? managedFaults(appInfo) : unmanagedFaults(appInfo)), ...profileFaults(appInfo)];
}

const lacks = (attribute: string, why: string): Fault => ({ place: '', detail: `lacks the attribute ${attribute}, which is needed ${why}` });

/** An instance that MEC management has started has a descriptor, and the dependencies stand there. */
function managedFaults(appInfo: AppInfo): Fault[] {
  const missing = (['appInstanceId', 'appDId'] as const).filter((attribute) => appInfo[attribute] === undefined);
  const doubled = DEPENDENCIES.filter((attribute) => appInfo[attribute] !== undefined);
  return [
    ...missing.map((attribute) => lacks(attribute, 'if isInsByMec is true')),
    ...doubled.map((attribute) => ({ place: `/${attribute}`, detail: 'must be absent if isInsByMec is true: the application descriptor has it' })),
  ];
}

const unmanagedFaults = ({ endpoint }: AppInfo): Fault[] => (endpoint ? [] : [lacks('endpoint', 'unless isInsByMec is true')]);

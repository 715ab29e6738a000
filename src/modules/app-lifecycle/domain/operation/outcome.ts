import type { InstanceEvent } from '../instance/instance-states.js';
import type { LifecycleInstance } from '../instance/lifecycle-instance.js';
import { instanceStates } from '../instance/instance-states.js';
import type { LifecycleOperation, OperationRequest } from './lifecycle-operation.js';

/** What an operation does to its application instance. */
export function eventOf(request: OperationRequest): InstanceEvent {
  switch (request.lcmOperation) {
    case 'INSTANTIATE':
      return 'be instantiated';
    case 'TERMINATE':
      return 'be terminated';
    case 'OPERATE':
      return request.params.changeStateTo === 'STARTED' ? 'be started' : 'be stopped';
    case 'CONFIGURE_PLATFORM_FOR_APP':
      return 'have the platform configured for it';
  }
}

/** The application instance when the operation is COMPLETED. */
export function outcomeOf(operation: LifecycleOperation, { vimConnectionInfo, ...instance }: LifecycleInstance): LifecycleInstance {
  const state = instanceStates.next(instance.state, eventOf(operation));
  if (operation.lcmOperation === 'TERMINATE') return { ...instance, state, addresses: [] };
  const connections = operation.lcmOperation === 'INSTANTIATE' ? operation.params.vimConnectionInfo : vimConnectionInfo;
  return { ...instance, state, ...(connections && { vimConnectionInfo: connections }), addresses: operation.findings.addresses ?? instance.addresses };
}

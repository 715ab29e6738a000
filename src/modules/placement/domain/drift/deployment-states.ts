import { StateMachine } from '../../../common/state-machine/index.js';
import type { DeploymentState } from '../types.js';

type DeploymentEvent = 'be ready' | 'fail' | 'be prepared' | 'sicken' | 'recover' | 'be lost' | 'be removed';

/** With the task that removes it the deployment is gone. */
export const deploymentStates = new StateMachine<DeploymentState, DeploymentEvent>('deployment', {
  PREPARING: { 'be ready': 'READY', fail: 'FAILED', 'be removed': 'REMOVING' },
  READY: { sicken: 'UNHEALTHY', 'be lost': 'PREPARING', 'be removed': 'REMOVING' },
  UNHEALTHY: { recover: 'READY', 'be lost': 'PREPARING', 'be removed': 'REMOVING' },
  FAILED: { 'be prepared': 'PREPARING', 'be removed': 'REMOVING' },
  REMOVING: {},
});

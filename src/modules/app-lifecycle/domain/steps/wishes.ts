import type { Needs } from '../dependencies.js';
import type { RequestedRuleDescriptors } from '../requested-rules.js';
import type { StepContext } from './step.js';

/** What the platform has to have and to do: by the request if that says so, otherwise by the descriptor. */
export const wishesIn = ({ operation, appD }: StepContext): Needs & RequestedRuleDescriptors =>
  operation.lcmOperation === 'CONFIGURE_PLATFORM_FOR_APP' ? operation.params : appD;

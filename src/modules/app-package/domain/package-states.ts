import { StateMachine } from '../../common/state-machine/index.js';
import type { OnboardingState, OperationalState } from './types.js';

type OnboardingEvent = 'take its content' | 'be examined' | 'be onboarded' | 'fail';

/** MEC 010-2, 6.2.3.3: from the creation of a package to its use. */
export const packageOnboarding = new StateMachine<OnboardingState, OnboardingEvent>('application package', {
  CREATED: { 'take its content': 'UPLOADING' },
  UPLOADING: { 'be examined': 'PROCESSING', fail: 'CREATED' },
  PROCESSING: { 'be onboarded': 'ONBOARDED', fail: 'CREATED' },
  ONBOARDED: {},
});

/** Only while it is ONBOARDED; until then it is DISABLED. */
export const packageOperation = new StateMachine<OperationalState, 'be enabled' | 'be disabled'>('application package', {
  DISABLED: { 'be enabled': 'ENABLED' },
  ENABLED: { 'be disabled': 'DISABLED' },
});

import type { Verdict } from '../../machine.js';
import type { SbiMessage } from '../../messages/message.js';
import type { NasMessage } from '../../messages/nas.js';
import type { Dialogue } from './dialogue.js';
import type { Registration } from './registration.js';
import type { LastStep, Progress, Step } from './step.js';
import type { StepName } from './step-name.js';
import { authentication, authenticationVector, securityMode } from './steps/authenticate.js';
import { acceptance, registered, rejection, release } from './steps/conclude.js';
import { contextTransfer, identity, oldAmfDiscovery } from './steps/identify.js';
import { handedOver, handingOver, rerouting, targetDiscovery } from './steps/reallocate.js';
import { sliceSelection, subscription } from './steps/select.js';

const STEPS: Record<StepName, Step | LastStep> = {
  'OLD AMF DISCOVERY': oldAmfDiscovery,
  'CONTEXT TRANSFER': contextTransfer,
  IDENTITY: identity,
  'AUTHENTICATION VECTOR': authenticationVector,
  AUTHENTICATION: authentication,
  'SECURITY MODE': securityMode,
  SUBSCRIPTION: subscription,
  'SLICE SELECTION': sliceSelection,
  'TARGET DISCOVERY': targetDiscovery,
  'HANDING OVER': handingOver,
  ACCEPTANCE: acceptance,
  REGISTERED: registered,
  REJECTION: rejection,
  RELEASE: release,
  REROUTING: rerouting,
  'HANDED OVER': handedOver,
};

/** After so many expiries of its timer a NAS message is given up (3GPP TS 24.501, 5.4.1.3.7, 5.4.2.7, 5.4.3.6 and 5.5.1.2.8). */
const MOST_EXPIRIES = 5;

const waitingOf = (registration: Registration | undefined): Step | undefined => {
  const step = registration && STEPS[registration.step];
  return step && 'answer' in step ? step : undefined;
};

/** Goes to the next step, which sends what it has to. */
export function goOn(ue: Dialogue, next: StepName): void {
  ue.registration.step = next;
  STEPS[next].enter(ue);
}

function stopRepeating(ue: Dialogue): void {
  const { repeated } = ue.registration;
  if (repeated) ue.stopTimer(repeated.timer);
  delete ue.registration.repeated;
}

function settle(ue: Dialogue, { reason, next }: Progress): Verdict {
  stopRepeating(ue);
  goOn(ue, next);
  return { disposition: 'ACCEPTED', reason };
}

/** An answer of the UE, or of a network function. */
export function take(ue: Dialogue, message: NasMessage | SbiMessage): Verdict {
  const { registration } = ue.association;
  const step = waitingOf(registration);
  if (step?.answer !== message.name) return { disposition: 'IGNORED', reason: `No registration waits for ${message.name}.` };
  const answer = ('layer' in message ? message.elements : message);
  const outcome = step.take(ue, answer);
  return 'ignored' in outcome ? { disposition: 'IGNORED', reason: outcome.ignored } : settle(ue, outcome);
}

/** What the registration waits for an answer of has not reached its receiver. */
export function takeUndelivered(ue: Dialogue): void {
  const progress = waitingOf(ue.association.registration)?.undelivered?.(ue);
  if (progress) settle(ue, progress);
}

/** The UE has not answered: it is asked again, or given up. */
export function takeExpiry(ue: Dialogue): void {
  const { repeated } = ue.registration;
  if (!repeated) return;
  repeated.expiries++;
  if (repeated.expiries < MOST_EXPIRIES) {
    ue.toUe(repeated.nas);
    ue.startTimer(repeated.timer);
    return;
  }
  delete ue.registration.repeated;
  goOn(ue, 'RELEASE');
}

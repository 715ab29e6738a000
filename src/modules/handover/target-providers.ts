import type { Provider } from '@nestjs/common';
import { Activation } from './domain/target/activation.js';
import { Admission } from './domain/target/admission.js';
import { Departures } from './domain/target/departures.js';
import { Forwarding } from './domain/target/forwarding.js';
import { GuestUpkeep } from './domain/target/guest-upkeep.js';
import { Homecoming } from './domain/target/homecoming.js';
import { ServedApplications } from './domain/target/served-applications.js';
import { Staging } from './domain/target/staging.js';
import { StagingPlans } from './domain/target/staging-plan.js';
import { TargetSide } from './domain/target/target-side.js';
import { Telling } from './domain/target/telling.js';
import { Waiting } from './domain/target/waiting.js';
import { Withdrawal } from './domain/target/withdrawal.js';

/** What a platform needs to which UEs come. */
export const TARGET_SIDE: Provider[] = [Activation, Admission, Departures, Forwarding, GuestUpkeep, Homecoming, ServedApplications, Staging, StagingPlans, TargetSide, Telling, Waiting, Withdrawal];

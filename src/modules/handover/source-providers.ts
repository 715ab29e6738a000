import type { Provider } from '@nestjs/common';
import { HttpRniSubscriptions } from './adapters/http-rni-subscriptions.js';
import { RnisCallback } from './api/rnis-callback.js';
import { Detector } from './domain/detection/detector.js';
import { Measurements } from './domain/detection/measurements.js';
import { OwnCells } from './domain/detection/own-cells.js';
import { Subscriptions } from './domain/detection/subscriptions.js';
import { RniSubscriptions } from './domain/ports/rni-subscriptions.js';
import { Beginnings } from './domain/source/beginning.js';
import { Cancelling } from './domain/source/cancelling.js';
import { ContextStep } from './domain/source/context-step.js';
import { Deactivating } from './domain/source/deactivating.js';
import { Hearing } from './domain/source/hearing.js';
import { Locating } from './domain/source/locating.js';
import { Rejections } from './domain/source/rejections.js';
import { RuleChanges } from './domain/source/rule-changes.js';
import { RuleWatch } from './domain/source/rule-watch.js';
import { RulesOfUe } from './domain/source/rules-of-ue.js';
import { SourceDriver } from './domain/source/source-driver.js';
import { SourceSide } from './domain/source/source-side.js';
import { SourceTransitions } from './domain/source/source-transitions.js';
import { StaleEpochs } from './domain/source/stale-epochs.js';
import { Sweep } from './domain/source/sweep.js';
import { TransferBeginning } from './domain/source/transfer-beginning.js';
import { Transferring } from './domain/source/transferring.js';
import { Waiting } from './domain/source/waiting.js';
import { Whereabouts } from './domain/source/whereabouts.js';

/** What the RNIS tells, and what is told by it. */
const DETECTION: Provider[] = [Detector, Measurements, OwnCells, RnisCallback, Subscriptions, { provide: RniSubscriptions, useClass: HttpRniSubscriptions }];

/** The handovers in which a UE leaves. */
export const SOURCE_SIDE: Provider[] = [
  ...DETECTION, Beginnings, Cancelling, ContextStep, Deactivating, Hearing, Locating, Rejections, RuleChanges, RuleWatch, RulesOfUe, SourceDriver, SourceSide,
  SourceTransitions, StaleEpochs, Sweep, TransferBeginning, Transferring, Waiting, Whereabouts,
];

import { failpoints } from '../../common/failpoints/index.js';

const around = <const Steps extends readonly string[]>(steps: Steps) => steps.flatMap((step: Steps[number]) => [`before-${step}`, `after-${step}`] as const);

/** The record of each state, and each step outside; `withhold`: all rules go out of effect in one change. */
const AT_THE_SOURCE = around([
  'record-transferring', 'record-transferred', 'record-attached', 'record-confirmed', 'record-deactivating', 'record-cancelling', 'record-end-of-source',
  'send-transfer', 'ask-status', 'withhold', 'send-cancellation', 'subscribe',
]);

/** `activate`: all rules take effect in one change; `record-activated` is over with the commit behind it. */
const AT_THE_TARGET = around(['stage', 'forward', 'read-bearer', 'activate', 'purge', 'send-completion', 'send-rejection', 'record-acknowledged']);

/** Where a test can let the process die. */
export const POINTS = failpoints('handover', [...AT_THE_SOURCE, ...AT_THE_TARGET, 'after-record-activated']);

import { failpoints } from '../../common/failpoints/index.js';

const around = <const Names extends readonly string[]>(names: Names) => names.flatMap((name) => [`before-${name}`, `after-${name}`] as const) as (`before-${Names[number]}` | `after-${Names[number]}`)[];

/** What a source records, tells or orders: each state that it records, and each step outside. */
const AT_THE_SOURCE = around([
  'record-transferring', 'record-transferred', 'record-attached', 'record-confirmed', 'record-deactivating', 'record-cancelling', 'record-end-of-source',
  'send-transfer', 'ask-status', 'withhold', 'send-cancellation', 'subscribe',
]);

/** Where a test can let the process die. */
export const POINTS = failpoints('handover', [...AT_THE_SOURCE]);

import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../../config/index.js';

export const SHIPPED_SCENARIOS = join(PACKAGE_ROOT, 'scenarios');

/** The file that MEC_SCENARIO names; `demo` is shipped. */
export const scenarioFile = (setting: string): string => (setting === 'demo' ? join(SHIPPED_SCENARIOS, 'demo.yaml') : setting);

import { snssaiText } from '../../description/identities.js';
import type { Snssai } from '../../types.js';

/** S-NSSAIs in a sentence: 1-000001, 1-000002; without SD only the SST. */
export const listed = (snssais: readonly Snssai[]): string => snssais.map(snssaiText).join(', ') || 'none';

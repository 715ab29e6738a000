import type { Fault } from '../../../common/problem/index.js';
import { bearerFaults } from '../bearer/bearer-faults.js';
import type { RadioEvent } from '../types.js';

/** What of an event cannot be in any network. @param place of it, as a JSON Pointer */
export const eventFaults = (event: RadioEvent, place: string): Fault[] => (event.kind === 'BEARER' ? bearerFaults(event.bearer, `${place}/bearer`) : []);

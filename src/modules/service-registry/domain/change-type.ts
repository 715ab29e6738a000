import { isDeepStrictEqual } from 'node:util';
import type { RegisteredService } from './service.js';
import type { ServiceChangeType } from './types.js';

const otherAttributes = ({ attributes: { state: _state, ...others }, liveness }: RegisteredService) => ({
  ...others,
  livenessInterval: liveness?.interval,
});

/** What kind of change this is; undefined if nothing that a consumer sees has changed (MEC 011, 8.1.4.2). */
export function changeTypeOf(before: RegisteredService, after: RegisteredService): ServiceChangeType | undefined {
  if (!isDeepStrictEqual(otherAttributes(before), otherAttributes(after))) return 'ATTRIBUTES_CHANGED';
  return before.attributes.state === after.attributes.state ? undefined : 'STATE_CHANGED';
}

import { refuseFaults } from '../../common/problem/index.js';
import { transportFaults } from '../../common/transports/index.js';
import type { ServiceInfo, ServiceInfoPost, TransportInfo } from './types.js';

function checkTransport(transportInfo: TransportInfo): void {
  refuseFaults(transportFaults(transportInfo).map(({ place, detail }) => ({ place: `/transportInfo${place}`, detail })));
}

/**
 * The notes of MEC 011, 8.1.2.2 that a registration has to keep and that its schema cannot say.
 * @throws Problem 400
 */
export function checkRegistration({ transportId, transportInfo }: ServiceInfoPost): void {
  if (transportId !== undefined && transportInfo) refuseFaults([{ place: '', detail: 'must have transportId or transportInfo, not both' }]);
  if (transportId === undefined && !transportInfo) refuseFaults([{ place: '', detail: 'lacks one of the attributes transportId and transportInfo' }]);
  if (transportInfo) checkTransport(transportInfo);
}

/** The same for a replacement, which always carries the transport itself. @throws Problem 400 */
export function checkReplacement(body: ServiceInfo & { transportId?: string }): void {
  if (body.transportId !== undefined)
    refuseFaults([{ place: '/transportId', detail: 'is for registrations only; a replacement carries transportInfo' }]);
  checkTransport(body.transportInfo);
}

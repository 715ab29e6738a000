import { topic } from '../../common/events/index.js';
import type { ServiceChangeType, ServiceInfo } from './types.js';

/** What the producer says of its service, with the defaults written out (MEC 011, 8.1.2.2). */
export type ServiceAttributes = Pick<ServiceInfo, 'serName' | 'serCategory' | 'version' | 'state' | 'transportInfo' | 'serializer'> &
  Required<Pick<ServiceInfo, 'scopeOfLocality' | 'consumedLocalOnly'>>;

/** How a service is supervised; a service without heartbeats has none. */
export interface Liveness {
  /** Seconds that the producer proposed; 0 left the choice to the platform. */
  proposed: number;
  /** Seconds between two heartbeats. */
  interval: number;
  /** Milliseconds since 1970; the beginning of the supervision before the first heartbeat. */
  lastHeartbeatAt: number;
  /** The platform has set the service to SUSPENDED, and takes it back with the next heartbeat. */
  suspendedByPlatform: boolean;
}

export interface RegisteredService {
  serInstanceId: string;
  /** Undefined for a service of the platform itself. */
  appInstanceId?: string;
  attributes: ServiceAttributes;
  liveness?: Liveness;
  /** Milliseconds since 1970. */
  registeredAt: number;
}

/** Whether the service is in the same locality as its consumer: everything registered here runs on this host (MEC 011, 8.1.2.2). */
export const isLocal = (_service: RegisteredService): boolean => true;

export interface ServiceChange {
  changeType: ServiceChangeType;
  /** As it is after the change; after a removal, as it was before. */
  service: RegisteredService;
}

/** A service has come, changed or gone. */
export const SERVICE_CHANGED = topic<ServiceChange>('service-registry.service');

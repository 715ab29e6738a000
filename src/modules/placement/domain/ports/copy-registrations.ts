import type { Cloud, Deployment } from '../world/world-items.js';

/** The platform of a cloud does not answer, or cannot do it at present: trying again may help. */
export class PlatformUnreachable extends Error {
  override readonly name = 'PlatformUnreachable';
}

/** The registrations of copies as applications (MEC 011, 7.2.13), here or at the platform of their cloud. Asking twice is asking once. */
export abstract class CopyRegistrations {
  /** Registers a copy at its address, or changes what is registered. @param deployment with address and ports @throws PlatformUnreachable, and Problem if it is refused */
  abstract register(cloud: Cloud, deployment: Deployment, appName: string): Promise<void>;
  /** With it the rules of the copy go. @throws PlatformUnreachable, and Problem if it is refused */
  abstract deregister(cloud: Cloud, deployment: Deployment): Promise<void>;
}

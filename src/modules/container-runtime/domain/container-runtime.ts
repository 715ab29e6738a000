import type { Readable } from 'node:stream';
import type { Workload } from './workload.js';
import type { WorkloadRecord, WorkloadStatus } from './workload-status.js';

export type RuntimeName = 'none' | 'docker' | 'kubernetes';

/** An image in a package. */
export interface ImageArchive {
  /** As `imageName` makes it. */
  name: string;
  /** A tar file, as `docker save` writes it or with an OCI image layout in it. */
  open: () => Promise<Readable>;
}

/** How the engine is reached, as grants tell it. */
export interface RuntimeConnection {
  vimType: string;
  endpoint?: string;
}

/** What the engine has, used or not. */
export interface RuntimeCapacity {
  cpuMillis: number;
  /** MB (10^6 bytes). */
  memoryMB: number;
}

/**
 * Runs the containers of applications, by one driver. Whatever is asked for twice is done once: an operation that was
 * broken off is carried on by asking again. Operations on one application instance must not overlap.
 *
 * All of them throw RuntimeRefusal where asking again is no use, RuntimeUnavailable where it may be, and the signal's reason as soon as the
 * signal is aborted; what has been done by then is not undone.
 */
export abstract class ContainerRuntime {
  abstract readonly name: RuntimeName;
  abstract readonly connection: RuntimeConnection;

  /** Where in a container cluster an application instance is; nothing if the engine is none. */
  abstract namespaceOf(appInstanceId: string): string | undefined;

  /** Tells the log how the engine is. One that does not answer keeps no platform from starting. */
  abstract start(): Promise<void>;

  /** Nothing if there is no engine that could say. */
  abstract capacity(signal?: AbortSignal): Promise<RuntimeCapacity | undefined>;

  /** Takes an image from a package. Answers what a workload calls it. */
  abstract loadImage(archive: ImageArchive, signal?: AbortSignal): Promise<string>;

  /** Takes an image from where it is, such as registry.example.com/analytics:1.2.0, unless it is there already. Answers what a workload calls it. */
  abstract fetchImage(reference: string, name: string, signal?: AbortSignal): Promise<string>;

  /** Whether a workload can be created from this image without fetching it. */
  abstract hasImage(image: string, signal?: AbortSignal): Promise<boolean>;

  /** Forgets an image by the name that it was loaded or fetched under. */
  abstract removeImage(name: string, signal?: AbortSignal): Promise<void>;

  /** Puts network, volumes with their files and containers in place, stopped. What another operation has left for this application instance is replaced. */
  abstract create(workload: Workload, signal?: AbortSignal): Promise<void>;

  /** Resolves when the containers run. An application instance without containers is refused. @throws RuntimePortTaken */
  abstract startContainers(appInstanceId: string, signal?: AbortSignal): Promise<void>;

  /** Resolves when no container runs any more; those that don't end within `graceSeconds` of being asked to are ended by force. */
  abstract stopContainers(appInstanceId: string, graceSeconds: number, signal?: AbortSignal): Promise<void>;

  /** Resolves when nothing is left of the workload, running or not, nor of a network in which it was the last. */
  abstract remove(appInstanceId: string, signal?: AbortSignal): Promise<void>;

  /** Nothing if there is no such workload. */
  abstract inspect(appInstanceId: string, signal?: AbortSignal): Promise<WorkloadStatus | undefined>;

  /** Every workload of a platform. */
  abstract list(platformId: string, signal?: AbortSignal): Promise<WorkloadRecord[]>;

  /**
   * The last lines, at most so many, that a container has written to standard output and standard error, oldest first. Nothing if there is no such
   * container; one that has never run has written none.
   */
  abstract logs(appInstanceId: string, container: string, lines: number, signal?: AbortSignal): Promise<string[] | undefined>;
}

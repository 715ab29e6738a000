import type { Workload } from '../../../container-runtime/index.js';
import type { Cloud, Deployment } from '../world/world-items.js';

/** What runs for a deployment. */
export abstract class ApplicationWorkloads {
  /**
   * The workload of a copy whose artefact is that which its application has now, as it reaches the engine of the cloud: with the cloud's network and
   * address, labels, files and, at a Docker engine, the names that `images` has given.
   * @param occurrenceId id of the task
   * @param images what the engine calls the images, by their references in the artefact; left out are those that it calls the same
   * @throws Error if the artefact is another one by now: whoever changes an application destroys the copies that are not READY yet
   */
  abstract workloadOf(deployment: Deployment, cloud: Cloud, occurrenceId: string, images: ReadonlyMap<string, string>): Workload;
}

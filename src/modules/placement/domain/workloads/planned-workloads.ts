import { Injectable } from '@nestjs/common';
import { ApiRoot, withoutSlash } from '../../../common/links/index.js';
import type { ContainerPlan, VolumePlan, Workload, WorkloadVolume } from '../../../container-runtime/index.js';
import { generationOf } from '../applications/application-state.js';
import { ApplicationWorkloads } from '../ports/application-workloads.js';
import { CloudRuntimes } from '../ports/cloud-runtimes.js';
import { Library } from '../ports/library.js';
import { World } from '../ports/world.js';
import type { ApplicationPlan } from '../requirements/application-plan.js';
import type { Cloud, Deployment } from '../world/world-items.js';
import { CLOUD_LABEL, cloudNetwork } from './cloud-network.js';

/** By which the copies of an application are found in every engine. */
const APPLICATION_LABEL = 'openmep.application';

/** Makes of the plan of an application, which its artefacts are renderings of, what runs for one copy. */
@Injectable()
export class PlannedWorkloads extends ApplicationWorkloads {
  constructor(
    private readonly world: World,
    private readonly library: Library,
    private readonly runtimes: CloudRuntimes,
    private readonly apiRoot: ApiRoot,
  ) {
    super();
  }

  override workloadOf(deployment: Deployment, cloud: Cloud, occurrenceId: string, images: ReadonlyMap<string, string>): Workload {
    const { workload: plan, network } = this.planOf(deployment);
    const { deploymentId, applicationId } = deployment;
    const { cloudId, address } = cloud;
    const environment = { OPENMEP_APP_INSTANCE_ID: deploymentId, OPENMEP_API_ROOT: this.apiRootOf(cloud) };
    const { volumes, ...rest } = plan;
    return {
      ...rest,
      platformId: this.runtimes.ownerOf(cloud),
      appInstanceId: deploymentId,
      appDId: applicationId,
      occurrenceId,
      containers: plan.containers.map((container) => placed(container, images, environment)),
      labels: { [CLOUD_LABEL]: cloudId, [APPLICATION_LABEL]: applicationId },
      ...(network !== undefined && { network: cloudNetwork(cloudId, network) }),
      ...(address !== undefined && { hostAddress: address }),
      ...(volumes && { volumes: volumes.map((volume) => this.filled(volume)) }),
    };
  }

  private planOf({ deploymentId, applicationId, artefact }: Deployment): ApplicationPlan {
    const application = this.world.application(applicationId);
    const generated = application && generationOf(application, this.world.files(applicationId), this.library).generated;
    if (!generated?.artefacts.some(({ digest }) => digest === artefact)) throw new Error(`Deployment ${deploymentId} is made of ${artefact}, which is not what application ${applicationId} has now.`);
    return generated.plan;
  }

  /** Of the platform at which the copy is registered. */
  private apiRootOf({ platform }: Cloud): string {
    return platform ? withoutSlash(platform.apiRoot) : this.apiRoot.absolute;
  }

  private filled({ name, files }: VolumePlan): WorkloadVolume {
    return { name, ...(files && { files: { digest: files.digest, open: () => this.library.file(files.digest) } }) };
  }
}

const placed = (container: ContainerPlan, images: ReadonlyMap<string, string>, environment: Record<string, string>): ContainerPlan => ({
  ...container,
  image: images.get(container.image) ?? container.image,
  environment: { ...container.environment, ...environment },
});

import { Controller } from '@nestjs/common';
import { Operation, reply, type Reply, represent, representList } from '../../common/operation/index.js';
import { notFound } from '../../common/problem/index.js';
import { deploymentView } from '../domain/drift/deployment-view.js';
import { World } from '../domain/ports/world.js';
import { DOCUMENT, type Request } from './operation-request.js';

/** The copies of applications. */
@Controller()
export class DeploymentsController {
  constructor(private readonly world: World) {}

  @Operation(DOCUMENT, 'placementDeploymentsGet')
  placementDeploymentsGet({ query: { applicationId, cloudId, state }, ifNoneMatch }: Request<'placementDeploymentsGet'>): Reply {
    const deployments = this.world.deployments({ applicationId, cloudId }).filter((deployment) => (state ?? deployment.state) === deployment.state);
    return reply(representList(deployments.map((deployment) => represent(deploymentView(deployment, this.world)))), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementDeploymentGet')
  placementDeploymentGet({ path: { deploymentId }, ifNoneMatch }: Request<'placementDeploymentGet'>): Reply {
    const deployment = this.world.deployment(deploymentId);
    if (!deployment) throw notFound(`There is no deployment ${deploymentId}.`);
    return reply(represent(deploymentView(deployment, this.world)), ifNoneMatch);
  }
}

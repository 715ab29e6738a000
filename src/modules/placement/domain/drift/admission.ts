import { Injectable } from '@nestjs/common';
import { Library } from '../ports/library.js';
import { World } from '../ports/world.js';
import type { ArtefactType } from '../types.js';
import type { Application, Cloud, Deployment, TakenPort } from '../world/world-items.js';
import { artefactFor } from './artefact-for.js';
import type { Halt } from './halt.js';
import { isSamePort, portsOf, scopeOf, takenPorts } from './port-scopes.js';
import { predecessorsOf } from './predecessors.js';
import { shortage } from './room.js';
import type { Situation } from './situation.js';

/** Whether a copy can be made on its cloud now, and what has to go for that. */
interface Verdict {
  /** Absent: it can. */
  halt?: Halt;
  /** Copies that nobody needs; without them it can. */
  inTheWay: Deployment[];
  /** The ports that it gets; those of a predecessor only when that gives way. */
  ports: TakenPort[];
}

const TYPES: Record<Cloud['runtime']['driver'], readonly ArtefactType[]> = { docker: ['DOCKER'], kubernetes: ['K8S'], none: ['DOCKER', 'K8S'] };

const refused = (halt: Halt, inTheWay: Deployment[] = []): Verdict => ({ halt, inTheWay, ports: [] });

/** Admits copies to clouds. Only reads. */
@Injectable()
export class Admission {
  constructor(
    private readonly world: World,
    private readonly library: Library,
  ) {}

  verdictOn({ deployment, cloud, application }: Omit<Situation, 'task'>): Verdict {
    const unfit = this.unfitness(deployment, cloud, application);
    if (unfit !== undefined) return refused({ reason: 'NO_ARTEFACT', detail: unfit, goesOn: 'NEVER' });
    const others = this.admitted(deployment);
    const staying = others.filter((other) => !this.isLeaving(other));
    const short = shortage(cloud, deployment, staying, this.world, this.library);
    if (short !== undefined) return refused({ reason: 'CLOUD_FULL', detail: short, goesOn: 'CHANGED' });
    const rivals = this.rivalsOf(deployment, cloud, application);
    const taken = rivals.find(({ holder }) => holder === undefined || !this.isLeaving(holder));
    if (taken) return refused({ reason: 'PORT_TAKEN', detail: `The port ${taken.port.hostPort}/${taken.port.protocol} is taken by deployment ${taken.port.deploymentId}.`, goesOn: 'CHANGED' });
    const holders = rivals.flatMap(({ holder }) => (holder ? [holder] : []));
    const isShort = shortage(cloud, deployment, others, this.world, this.library) !== undefined;
    const waitedFor = [...new Set([...(isShort ? others.filter((other) => this.isLeaving(other)) : []), ...holders])];
    if (waitedFor.length > 0) return refused({ detail: `Until copies have gone that nobody needs: ${waitedFor.map(({ deploymentId }) => deploymentId).join(', ')}.`, goesOn: 'CHANGED' }, waitedFor.filter(({ state }) => state !== 'REMOVING'));
    return { inTheWay: [], ports: this.freePorts(deployment, cloud, application) };
  }

  private unfitness({ artefact }: Deployment, cloud: Cloud, application: Application): string | undefined {
    const { driver } = cloud.runtime;
    const type = this.world.artefact(artefact)?.type;
    if (type === undefined || artefactFor(application, cloud) !== artefact) return `The application ${application.applicationId} has the artefact ${artefact} no more.`;
    return TYPES[driver].includes(type) ? undefined : `The cloud ${cloud.cloudId} has the driver ${driver}, which takes no artefact of type ${type}.`;
  }

  /** The other copies on the cloud that count: not those that wait to be admitted themselves, nor those that have failed. */
  private admitted({ deploymentId, cloudId }: Deployment): Deployment[] {
    return this.world.deployments({ cloudId }).filter((other) => other.deploymentId !== deploymentId && other.state !== 'FAILED' && this.world.openTask(other.deploymentId)?.step !== 'ADMISSION');
  }

  /** It goes, or can go at once. */
  private isLeaving({ deploymentId, state }: Deployment): boolean {
    return state === 'REMOVING' || this.world.referencesTo(deploymentId).length === 0;
  }

  /** Who has ports that it needs and does not give way to it. */
  private rivalsOf(deployment: Deployment, cloud: Cloud, application: Application): { port: TakenPort; holder: Deployment | undefined }[] {
    const before = new Set(predecessorsOf(this.world, deployment, application).map(({ deploymentId }) => deploymentId));
    return this.taken(cloud, application)
      .filter(({ deploymentId }) => deploymentId !== deployment.deploymentId && !before.has(deploymentId))
      .map((port) => ({ port, holder: this.world.deployment(port.deploymentId) }));
  }

  private freePorts({ deploymentId }: Deployment, cloud: Cloud, application: Application): TakenPort[] {
    const taken = this.taken(cloud, application);
    const free = portsOf(application).filter((port) => !taken.some((one) => isSamePort(one, port)));
    return takenPorts(free, cloud, deploymentId);
  }

  private taken(cloud: Cloud, application: Application): TakenPort[] {
    const wanted = portsOf(application);
    return this.world.ports().filter((port) => port.scope === scopeOf(cloud) && wanted.some((one) => isSamePort(one, port)));
  }
}

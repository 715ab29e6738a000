import type { World } from '../ports/world.js';
import type { Application, Cloud, Deployment, TakenPort } from '../world/world-items.js';
import { isSamePort, portsOf, scopeOf } from './port-scopes.js';

/** Copies that still run, whose ports the copy takes that comes after them: only one of them can have them. */
export function predecessorsOf(world: World, { deploymentId, applicationId, cloudId, position }: Deployment, application: Application): Deployment[] {
  const wanted = portsOf(application);
  return world.deployments({ applicationId, cloudId }).filter(
    (other) =>
      other.deploymentId !== deploymentId &&
      other.position < position &&
      (other.state === 'READY' || other.state === 'UNHEALTHY') &&
      other.ports?.some((port) => wanted.some((one) => isSamePort(one, port))),
  );
}

/** The ports that a copy has taken, and the copy that gets them back when it goes. */
export function returnedPorts(world: World, deployment: Deployment, cloud: Cloud, application: Application): { back: TakenPort[]; free: TakenPort[] } {
  const own = world.ports().filter(({ deploymentId }) => deploymentId === deployment.deploymentId);
  const before = predecessorsOf(world, deployment, application).reverse();
  const heirOf = (port: TakenPort) => (port.scope === scopeOf(cloud) ? before.find(({ ports = [] }) => ports.some((one) => isSamePort(one, port))) : undefined);
  const returned = own.map((port) => ({ port, heir: heirOf(port) }));
  return {
    back: returned.flatMap(({ port, heir }) => (heir ? [{ ...port, deploymentId: heir.deploymentId }] : [])),
    free: returned.flatMap(({ port, heir }) => (heir ? [] : [port])),
  };
}

/** A newer copy is being started in its place: that it stands still is no fault of it. */
export function hasGivenWay(world: World, { deploymentId, applicationId, cloudId, position }: Deployment): boolean {
  const newer = world.deployments({ applicationId, cloudId }).filter((other) => other.position > position && other.state === 'PREPARING');
  const application = world.application(applicationId);
  return newer.some((other) => {
    const step = world.openTask(other.deploymentId)?.step;
    return application && (step === 'START' || step === 'CHECK' || step === 'REGISTRATION') && predecessorsOf(world, other, application).some((one) => one.deploymentId === deploymentId);
  });
}

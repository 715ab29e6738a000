import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { descriptor, IMAGE, imageDescriptor, packageFile, sha256 } from '../packages/package-file.js';
import { onboard } from '../packages/packages.js';
import { dnsRulesOf, trafficRulesOf } from '../app-support.js';
import { eventually } from '../eventually.js';
import { readInstance, stateOf } from '../lifecycle/lifecycle.js';
import { SERVICES, servicesOf } from '../service-management.js';
import type { SpecAgent } from '../spec-agent.js';
import type { DockerEngine } from './docker-engine.js';

const APPLICATION_PORT = 8000;

/** What each container asks for. */
export const MEMORY_MB = 64;

const DNS_RULE = { dnsRuleId: 'name', domainName: 'camera.edge.example', ipAddressType: 'IP_V4', ipAddress: '192.0.2.10' };

const TRAFFIC_RULE = {
  trafficRuleId: 'to-edge',
  filterType: 'FLOW',
  priority: 10,
  trafficFilter: [{ dstAddress: ['198.51.100.20'], dstPort: ['8085'], protocol: ['TCP'] }],
  action: 'FORWARD_DECAPSULATED',
  dstInterface: [{ interfaceType: 'IP', dstIPAddress: '192.0.2.10' }],
};

interface Onboarded {
  appDId: string;
  appPkgId: string;
  serName: string;
}

/** Of the descriptor. */
export interface Changes {
  container?: object;
  appD?: object;
}

/** A package with this image archive, and a descriptor with a port, rules and limits; its container offers the service `serName` (see OFFER of the images). */
export function edgePackage(image: Buffer, appDId: string, serName: string, { container: containerChanges = {}, appD: appDChanges = {} }: Changes = {}): Promise<Buffer> {
  const swImage = imageDescriptor({ checksum: { algorithm: 'sha-256', hash: sha256(image) }, size: image.length });
  const container = { osContainerDescId: 'camera', name: 'camera', description: 'The only one', swImageDesc: swImage, bootData: serName, requestedMemoryResources: MEMORY_MB, ...containerChanges };
  const appD = descriptor({
    appDId,
    osContainerDescriptor: [container],
    swImageDescriptor: [swImage],
    appExtCpd: [{ cpdId: 'service', layerProtocol: ['IPV4'], additionalServiceData: [{ portData: [{ name: 'http', protocol: 'TCP', port: APPLICATION_PORT, portConfigurable: false }] }] }],
    appTrafficRule: [TRAFFIC_RULE],
    appDNSRule: [DNS_RULE],
    ...appDChanges,
  });
  return packageFile({ appD, files: { [IMAGE]: image } });
}

/** Where other applications reach it, as its description tells. */
export async function addressOf(api: SpecAgent, id: string): Promise<string> {
  const [address, ...others] = (await readInstance(api, id)).communicationInterface!.ipAddresses!;
  expect(others).toEqual([]);
  return `http://${address!.host}:${address!.port}/`;
}

/** The ACTIVE services of this name. */
export async function servicesCalled(api: SpecAgent, serName: string): Promise<{ state: string }[]> {
  return (await api.get(`${SERVICES}?ser_name=${serName}`).expect(200)).body as { state: string }[];
}

/** Waits until the application runs: it serves its own id, its service can be found and its rules are in place. */
export async function expectRunning(engine: DockerEngine, api: SpecAgent, id: string, serName: string): Promise<void> {
  const address = await addressOf(api, id);
  expect((await eventually(() => engine.get(address))).trim()).toBe(id);
  await eventually(async () => expect(await servicesCalled(api, serName)).toMatchObject([{ serName, state: 'ACTIVE' }]));
  expect((await api.get(trafficRulesOf(id)).expect(200)).body).toMatchObject([{ trafficRuleId: TRAFFIC_RULE.trafficRuleId, state: 'ACTIVE' }]);
  expect((await api.get(dnsRulesOf(id)).expect(200)).body).toMatchObject([{ ...DNS_RULE, state: 'ACTIVE' }]);
}

/** Nothing is there that only an INSTANTIATED application instance has. */
export async function expectNothingLeft(engine: DockerEngine, api: SpecAgent, id: string, serName: string): Promise<void> {
  expect(await containersOf(engine, id)).toEqual([]);
  expect(await servicesCalled(api, serName)).toEqual([]);
  for (const path of [trafficRulesOf(id), dnsRulesOf(id), servicesOf(id)]) await api.get(path).expect(404);
  expect(await readInstance(api, id)).not.toHaveProperty('communicationInterface');
  expect(await stateOf(api, id)).toBe('NOT_INSTANTIATED');
}

/** The states of its containers. */
export async function containersOf(engine: DockerEngine, id: string): Promise<string[]> {
  const filters = { label: [`openmep.app-instance=${id}`] };
  return (await engine.client.listContainers({ all: true, filters })).map(({ State }) => State);
}

/** Onboards such a package. */
export async function onboardEdgeApplication(api: SpecAgent, imageFile: string, changes: Changes = {}): Promise<Onboarded> {
  const appDId = `appd-${randomUUID()}`;
  const serName = `cars-${appDId}`;
  const { id: appPkgId, onboardingState, onboardingFailureDetails } = await onboard(api, edgePackage(readFileSync(imageFile), appDId, serName, changes));
  expect([onboardingState, onboardingFailureDetails]).toEqual(['ONBOARDED', undefined]);
  return { appDId, appPkgId, serName };
}

import { dereference } from '../../src/modules/common/operation/api-document.js';
import { type Operation, operationsOf } from '../../src/modules/common/operation/operation.js';
import type { components } from '../../src/generated/ran.js';
import { allDocuments } from './declared-operations.js';
import { eventually } from './eventually.js';
import { furnishHandover, type HandoverPeers } from './malformed-handover.js';
import { appInfo, applicationOf, instanceOf, REGISTRATIONS, RULE_KINDS } from './managed-applications.js';
import { GRANTS, question } from './granting/granting.js';
import { INSTANCES, OPERATIONS, SUBSCRIPTIONS as LIFECYCLE_SUBSCRIPTIONS } from './lifecycle/lifecycle.js';
import { descriptor, packageFile } from './packages/package-file.js';
import { announcement, PACKAGES, SUBSCRIPTIONS } from './packages/packages.js';
import { furnishPlacement } from './malformed-placement.js';
import { furnishRegistration } from './malformed-registration.js';
import { APP_INSTANCE_ID } from './process.js';
import { pathOf, registration, type RegistryClient, SERVICES_PATH, SUBSCRIPTIONS_PATH } from './process-registry.js';

type Scenario = components['schemas']['Scenario'];

export type Json = Record<string, unknown> | unknown[];

/** A body that an operation takes. */
export interface TargetBody {
  document: string;
  schema: object;
  /** The examples of the document. */
  examples: Json[];
}

/** An operation of a document, aimed at resources that are there. */
export interface TargetOperation {
  id: string;
  method: Operation['method'];
  path: string;
  /** The path with other ids. */
  pathWith: (id: string) => string;
  queryParameters: string[];
  body?: TargetBody;
}

interface RawBody {
  content: Record<string, { schema: object; examples?: Record<string, { $ref: string } | { value: Json }> }>;
}

/** The application that may be terminated meanwhile. */
const VICTIM = 'victim';
/** Operations that take away what others are aimed at. */
const TERMINATING = 'appInstanceTerminate';

/** Ids of what is there, by document and path parameter; `<document> <operation>` has those that one operation is aimed at instead. */
type Ids = Record<string, Record<string, string>>;

const lastSegment = (path: string) => path.split('/').at(-1)!;

async function create(client: RegistryClient, path: string, content: object): Promise<string> {
  const { status, headers, text } = await client.send('POST', path, content);
  if (status !== 201) throw new Error(`POST ${path} is answered ${status}: ${text}`);
  return lastSegment(pathOf(headers['location']));
}

const callbackReference = 'http://127.0.0.1:9/';

/** Makes one resource of each kind. */
async function furnish(client: RegistryClient, peers: HandoverPeers): Promise<Ids> {
  for (const appInstanceId of [APP_INSTANCE_ID, VICTIM]) await create(client, REGISTRATIONS, appInfo({ appInstanceId }));
  const appInstanceId = APP_INSTANCE_ID;
  const available = { subscriptionType: 'SerAvailabilityNotificationSubscription', callbackReference, filteringCriteria: { serNames: ['nobody'] } };
  const ending = { subscriptionType: 'AppTerminationNotificationSubscription', callbackReference, appInstanceId };
  const rules = {
    appInstanceId,
    trafficRuleId: await create(client, `${instanceOf(appInstanceId)}/traffic_rules`, RULE_KINDS.traffic.body()),
    dnsRuleId: await create(client, `${instanceOf(appInstanceId)}/dns_rules`, RULE_KINDS.dns.body()),
  };
  const measuring = { subscriptionType: 'MeasTaSubscription', callbackReference, filterCriteriaAssoc: {} };
  return {
    'mec010-2-app-package': await furnishPackages(client, callbackReference),
    ...(await furnishLifecycle(client, callbackReference)),
    ...(await furnishHandover(client, peers)),
    ...(await furnishPlacement(client)),
    'mec012-rni': { subscriptionId: await create(client, '/rni/v2/subscriptions', measuring) },
    ran: await furnishNetwork(client),
    registration: await furnishRegistration(client),
    'mec011-service-management': {
      appInstanceId,
      serviceId: await create(client, SERVICES_PATH, registration('target', { livenessInterval: 3600 })),
      subscriptionId: await create(client, SUBSCRIPTIONS_PATH, available),
    },
    'mec011-app-support': { ...rules, subscriptionId: await create(client, `${applicationOf(appInstanceId)}/subscriptions`, ending) },
    mm5: rules,
    runtime: { appInstanceId, containerName: 'main' },
  };
}

/** A package without content goes by one id alone. */
async function furnishPackages(client: RegistryClient, callbackUri: string): Promise<Record<string, string>> {
  const subscriptionId = await create(client, SUBSCRIPTIONS, { callbackUri, subscriptionType: 'AppPackageChangeSubscription' });
  const appPkgId = await create(client, PACKAGES, announcement(Buffer.from('none')));
  return { appPkgId, appDId: appPkgId, subscriptionId };
}

/** An application instance that runs, of a package of its own. */
async function furnishLifecycle(client: RegistryClient, callbackUri: string): Promise<Ids> {
  const content = await packageFile();
  const appPkgId = await create(client, PACKAGES, announcement(content));
  await client.sendBytes('PUT', `${PACKAGES}/${appPkgId}/package_content`, { type: 'application/zip', bytes: content });
  const { appDId } = descriptor();
  const appInstanceId = await eventually(() => create(client, INSTANCES, { appDId }));
  const { headers } = await client.send('POST', `${INSTANCES}/${appInstanceId}/instantiate`, {});
  const appLcmOpOccId = lastSegment(pathOf(headers['location']));
  await eventually(async () => expect((await client.send('GET', `${OPERATIONS}/${appLcmOpOccId}`)).text).toMatch(/"COMPLETED"/));
  const subscriptionId = await create(client, LIFECYCLE_SUBSCRIPTIONS, { callbackUri, subscriptionType: 'AppInstanceStateChangeSubscription' });
  const grantId = await create(client, GRANTS, question({ appDId, addResources: [{ id: 'container', type: 'OSCONTAINER', resourceTemplateId: ['camera'] }] }));
  return { 'mec010-2-app-lifecycle': { appInstanceId, appLcmOpOccId, subscriptionId }, 'mec010-2-granting': { grantId } };
}

/** The example of the document, standing still, so that the handover is not over before it is aimed at. */
async function furnishNetwork(client: RegistryClient): Promise<Record<string, string>> {
  const { openapi } = allDocuments().find(({ name }) => name === 'ran')!;
  const { value } = openapi.components['examples']!['Scenario'] as { value: Scenario };
  const { status, text } = await client.send('PUT', '/ran/v1/scenario', { ...value, clock: { mode: 'STEPPED' } });
  if (status !== 200) throw new Error(`The scenario is answered ${status}: ${text}`);
  const [ue] = value.ues;
  const handoverId = await create(client, '/ran/v1/handovers', { ue: ue!.id, targetCells: ['harbour-1'] });
  return { baseStationId: value.baseStations[0]!.id, cellId: value.cells[0]!.id, ueId: ue!.id, erabId: String(ue!.bearers![0]!.erabId), handoverId };
}

/** Brings the application back that a request has turned out to terminate. */
export async function restoreVictim(client: RegistryClient): Promise<void> {
  await client.send('DELETE', `${REGISTRATIONS}/${VICTIM}`);
  await client.send('POST', REGISTRATIONS, appInfo({ appInstanceId: VICTIM }));
}

function bodyOf({ document, template, method }: Operation): TargetBody | undefined {
  const raw = document.openapi.paths[template]![method.toLowerCase()]!.requestBody as RawBody | undefined;
  if (!raw) return undefined;
  const { schema, examples = {} } = Object.values(raw.content)[0]!;
  // Of files there are malformed ones elsewhere.
  if ((schema as { format?: string }).format === 'binary') return undefined;
  return { document: document.name, schema, examples: Object.values(examples).map((example) => dereference<{ value: Json }>(document.openapi, example).value) };
}

function aimed(operation: Operation, ids: Ids): TargetOperation {
  const { document, id, method, template, parameters } = operation;
  const known: Record<string, string> = id === TERMINATING ? { appInstanceId: VICTIM } : { ...ids[document.name]!, ...ids[`${document.name} ${id}`] };
  const fill = (idOf: (name: string) => string | undefined) =>
    document.basePaths[0]! +
    template.replace(/\{([^}]+)\}/g, (_match, name: string) => {
      const given = idOf(name);
      if (given === undefined) throw new Error(`There is nothing of the ${name} of ${document.name} to aim at.`);
      return given;
    });
  const body = bodyOf(operation);
  return {
    id,
    method,
    path: fill((name) => known[name]),
    pathWith: (other) => fill(() => other),
    queryParameters: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
    ...(body && { body }),
  };
}

/** Every operation that everyone may use, aimed at resources that this makes, and the ids of these. */
export async function targetOperations(client: RegistryClient, peers: HandoverPeers): Promise<{ operations: TargetOperation[]; ids: string[] }> {
  const ids = await furnish(client, peers);
  const operations = allDocuments().filter(({ listener }) => listener === 'main').flatMap(operationsOf).map((operation) => aimed(operation, ids));
  // The number of a bearer is part of many paths; whatever holds one names its UE, too.
  const isTelling = (id: string) => id.length > 2;
  return { operations, ids: Object.values(ids).flatMap((idsOfDocument) => Object.values(idsOfDocument).filter(isTelling)) };
}

import { randomUUID } from 'node:crypto';
import type { components } from '../../../src/generated/mec010-2-app-lifecycle.js';
import { eventually } from '../eventually.js';
import { descriptor, packageFile } from '../packages/package-file.js';
import { onboard } from '../packages/packages.js';
import { pathOf } from '../service-management.js';
import type { SpecAgent } from '../spec-agent.js';

type Schemas = components['schemas'];
export type AppInstanceInfo = Schemas['AppInstanceInfo'];
export type AppLcmOpOcc = Schemas['AppLcmOpOcc'];
export type AppLcmNotification = Schemas['AppLcmNotification'];

export const ROOT = 'http://mep.test:8080';
export const INSTANCES = '/app_lcm/v1/app_instances';
export const OPERATIONS = '/app_lcm/v1/app_lcm_op_occs';
export const SUBSCRIPTIONS = '/app_lcm/v1/subscriptions';

export const FORCEFUL = { terminationType: 'FORCEFUL' };
/** With more time than any test has. */
export const GRACEFUL = { terminationType: 'GRACEFUL', gracefulTerminationTimeout: 3600 };

type Task = 'instantiate' | 'terminate' | 'operate' | 'configure_platform_for_app';

/** A package of its own for a descriptor with these changes. */
export async function onboardApplication(api: SpecAgent, changes: { appDId?: string } & object = {}): Promise<{ appDId: string; appPkgId: string }> {
  const appDId = changes.appDId ?? `appd-${randomUUID()}`;
  const { id: appPkgId, onboardingState, onboardingFailureDetails } = await onboard(api, packageFile({ appD: descriptor({ ...changes, appDId }) }));
  expect([onboardingState, onboardingFailureDetails]).toEqual(['ONBOARDED', undefined]);
  return { appDId, appPkgId };
}

export async function createInstance(api: SpecAgent, appDId: string, attributes: object = {}): Promise<AppInstanceInfo> {
  return (await api.post(INSTANCES).send({ appDId, ...attributes }).expect(201)).body as AppInstanceInfo;
}

/** An application instance of a package of its own, NOT_INSTANTIATED. */
export const newInstance = async (api: SpecAgent, changes: object = {}): Promise<string> => (await createInstance(api, (await onboardApplication(api, changes)).appDId)).id;

export const readInstance = async (api: SpecAgent, id: string): Promise<AppInstanceInfo> => (await api.get(`${INSTANCES}/${id}`).expect(200)).body as AppInstanceInfo;

/** NOT_INSTANTIATED, STARTED or STOPPED. */
export async function stateOf(api: SpecAgent, id: string): Promise<string> {
  const { instantiationState, instantiatedAppState } = await readInstance(api, id);
  return instantiatedAppState?.operationalState ?? instantiationState;
}

/** Begins an operation; answers where it is. */
export async function begin(api: SpecAgent, id: string, task: Task, body: object = {}): Promise<string> {
  const { headers } = await api.post(`${INSTANCES}/${id}/${task}`).send(body).expect(202);
  return pathOf(String(headers['location']));
}

export const readOperation = async (api: SpecAgent, path: string): Promise<AppLcmOpOcc> => (await api.get(path).expect(200)).body as AppLcmOpOcc;

/** Waits until an operation is in one of these states. */
export const inState = (api: SpecAgent, path: string, ...states: string[]): Promise<AppLcmOpOcc> =>
  eventually(async () => {
    const found = await readOperation(api, path);
    expect(states).toContain(found.operationState);
    return found;
  });

/** Waits until an operation does not go on by itself. */
export const settled = (api: SpecAgent, path: string): Promise<AppLcmOpOcc> => inState(api, path, 'COMPLETED', 'FAILED', 'FAILED_TEMP');

/** Begins an operation and waits for its end. */
export async function perform(api: SpecAgent, id: string, task: Task, body: object = {}): Promise<AppLcmOpOcc> {
  const operation = await settled(api, await begin(api, id, task, body));
  expect([operation.operationState, operation.error]).toEqual(['COMPLETED', undefined]);
  return operation;
}

/** An application instance that runs, of a package of its own. */
export async function runningInstance(api: SpecAgent, changes: object = {}): Promise<string> {
  const id = await newInstance(api, changes);
  await perform(api, id, 'instantiate');
  return id;
}

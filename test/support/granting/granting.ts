import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { Descriptors, type GrantDecision, GrantingModule, GrantingService, type GrantRequest } from '../../../src/modules/granting/index.js';
import { UnitOfWork } from '../../../src/modules/common/unit-of-work/index.js';
import { cleanUp } from '../clean-up.js';
import { type ModulePlatform, startModules } from '../module-platform.js';
import type { PlatformOptions } from '../platform.js';
import { ANALYTICS, TestDescriptors } from './descriptors.js';

export const GRANTS = '/granting/v1/grants';

/** For MEC_HOST_CAPACITY_FILE. */
export function capacityFile(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'openmep-capacity-'));
  cleanUp(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'capacity.yaml');
  writeFileSync(file, typeof content === 'string' ? content : stringify(content));
  return file;
}

interface GrantingOptions extends PlatformOptions {
  capacity?: unknown;
}

/** A platform that grants, and knows the descriptors of TestDescriptors. */
export function startGranting({ capacity, environment = {}, ...options }: GrantingOptions = {}): Promise<ModulePlatform> {
  const granting = GrantingModule.with({ imports: [], descriptors: { provide: Descriptors, useClass: TestDescriptors } });
  const file = capacity === undefined ? {} : { MEC_HOST_CAPACITY_FILE: capacityFile(capacity) };
  return startModules(['mec010-2-granting', 'runtime'], [granting], { ...options, environment: { ...file, ...environment } });
}

/** A question for the containers of ANALYTICS, by an operation of its own. */
export function question(changes: Partial<GrantRequest> = {}): GrantRequest {
  const appInstanceId = changes.appInstanceId ?? randomUUID();
  const appLcmOpOccId = changes.appLcmOpOccId ?? randomUUID();
  return {
    appInstanceId,
    appLcmOpOccId,
    appDId: ANALYTICS,
    operation: 'INSTANTIATE',
    addResources: [{ id: 'container', type: 'OSCONTAINER', resourceTemplateId: ['analytics'] }],
    _links: { appLcmOpOcc: { href: `/app_lcm/v1/app_lcm_op_occs/${appLcmOpOccId}` }, appInstance: { href: `/app_lcm/v1/app_instances/${appInstanceId}` } },
    ...changes,
  };
}

/** The end of what a question began. */
export function ending({ appInstanceId, appDId }: GrantRequest): GrantRequest {
  const resource = { vimConnectionInfo: { id: 'local', vimType: 'OPENMEP.NONE' }, resourceId: 'container' };
  const { addResources: _none, ...rest } = question({ appInstanceId, appDId, operation: 'TERMINATE' });
  return { ...rest, removeResources: [{ id: 'container', type: 'OSCONTAINER', resourceTemplateId: ['analytics'], resource }] };
}

const everywhere = { strict: false };

interface ServiceInUse {
  ask: (request: GrantRequest, signal?: AbortSignal) => Promise<GrantDecision>;
  release: (appInstanceId: string) => Promise<void>;
}

/** As lifecycle operations of the platform use it. */
export function serviceOf({ app }: ModulePlatform): ServiceInUse {
  const [service, descriptors] = [app.get(GrantingService, everywhere), app.get(Descriptors, everywhere)];
  return {
    ask: async (request, signal) => service.ask(request, (await descriptors.find(request.appDId))!, signal),
    release: (appInstanceId) => app.get(UnitOfWork, everywhere).run((transaction) => service.release(transaction, appInstanceId)),
  };
}

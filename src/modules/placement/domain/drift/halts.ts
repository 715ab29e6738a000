import { log } from '../../../common/log/index.js';
import { Problem } from '../../../common/problem/index.js';
import { RuntimePortTaken, RuntimeRefusal, RuntimeUnavailable } from '../../../container-runtime/index.js';
import { PlatformUnreachable } from '../ports/copy-registrations.js';
import type { DriftReason } from '../types.js';
import type { Task } from '../world/world-items.js';
import type { Halt } from './halt.js';
import { NotHealthy } from './not-healthy.js';

/** The platform of the cloud has understood, and does not want it: asked again it may say the same. */
const isRefusedByPlatform = (error: unknown, { step }: Task): boolean => error instanceof Problem && error.status < 500 && (step === 'REGISTRATION' || step === 'DEREGISTRATION');

/** Engines and platforms are quoted; other faults are sentences. */
function wordsOf(error: unknown, { step }: Task): string {
  const words = error instanceof Error && error.message !== '' ? error.message : String(error);
  const isQuoted = error instanceof RuntimeRefusal || error instanceof RuntimeUnavailable || error instanceof PlatformUnreachable;
  return isQuoted ? `${step} has failed: ${words}.` : words;
}

/** What may help if it is tried again, but not for ever. */
const limited = (reason: DriftReason, detail: string, { tries }: Task, most: number): Halt => ({ reason, detail, goesOn: tries < most ? 'LATER' : 'NEVER' });

/** What the failure of a step means for its task. @param most tries of the policy */
export function haltOf(error: unknown, task: Task, most: number): Halt {
  const detail = wordsOf(error, task);
  if (error instanceof RuntimeRefusal) return task.step === 'IMAGES' ? limited('LOAD_FAILED', detail, task, most) : { reason: 'ENGINE_REFUSES', detail, goesOn: 'NEVER' };
  if (error instanceof NotHealthy) return limited('NOT_HEALTHY', detail, task, most);
  if (error instanceof RuntimePortTaken) return { reason: 'PORT_TAKEN', detail, goesOn: 'LATER' };
  if (error instanceof RuntimeUnavailable) return { reason: 'CLOUD_UNREACHABLE', detail, goesOn: 'LATER' };
  if (error instanceof PlatformUnreachable) return task.step === 'DEREGISTRATION' ? limited('PLATFORM_UNREACHABLE', detail, task, most) : { reason: 'PLATFORM_UNREACHABLE', detail, goesOn: 'LATER' };
  if (isRefusedByPlatform(error, task)) return limited('PLATFORM_REFUSES', detail, task, most);
  log.error({ err: error, taskId: task.taskId, step: task.step }, 'A drift task has failed in a way that nobody has foreseen; it is tried again.');
  return { detail, goesOn: 'LATER' };
}

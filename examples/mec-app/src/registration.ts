import type { Termination } from './inbox.js';
import type { Platform } from './platform.js';
import { accepted } from './refusal.js';
import type { Settings } from './settings.js';

/** Makes the application known to the platform (MEC 011, 7.2.13). @returns its id */
export async function register({ support }: Platform, { appName, appInstanceId: own }: Settings, url: string): Promise<string> {
  const { data } = await accepted(support.POST('/registrations', { body: { appName, endpoint: { uris: [url] }, ...(own && { appInstanceId: own }) } }));
  if (!data.appInstanceId) throw new Error('The platform has given no appInstanceId.');
  return data.appInstanceId;
}

/** Says that the application runs (MEC 011, 7.2.12). */
export const confirmReady = ({ support }: Platform, appInstanceId: string) =>
  accepted(support.POST('/applications/{appInstanceId}/confirm_ready', { params: { path: { appInstanceId } }, body: { indication: 'READY' } }));

/** Says that the application has finished, so that the platform need not wait any longer (MEC 011, 7.2.11). */
export const confirmTermination = ({ support }: Platform, appInstanceId: string, { operationAction }: Termination) =>
  accepted(support.POST('/applications/{appInstanceId}/confirm_termination', { params: { path: { appInstanceId } }, body: { operationAction } }));

/** Ends the application for the platform (MEC 011, 7.2.14). */
export const deregister = ({ support }: Platform, appInstanceId: string) =>
  accepted(support.DELETE('/registrations/{appInstanceId}', { params: { path: { appInstanceId } } }));

import type { Undo } from './leaving.js';
import type { Platform } from './platform.js';
import { accepted } from './refusal.js';

/** Where the subscription is that has been made. */
const madeAt = ({ linked }: Platform, response: Response) => linked(response.headers.get('Location')!);

/** To be told before the platform ends the application (MEC 011, 7.2.3). */
export async function subscribeToTermination(platform: Platform, appInstanceId: string, callbackReference: string): Promise<Undo> {
  const { response } = await accepted(
    platform.support.POST('/applications/{appInstanceId}/subscriptions', {
      params: { path: { appInstanceId } },
      body: { subscriptionType: 'AppTerminationNotificationSubscription', appInstanceId, callbackReference },
    }),
  );
  return () => accepted(platform.support.DELETE('/applications/{appInstanceId}/subscriptions/{subscriptionId}', madeAt(platform, response)));
}

/** To be told of services of a name that come, change and go (MEC 011, 8.2.8). */
export async function subscribeToServices(platform: Platform, appInstanceId: string, callbackReference: string, serName: string): Promise<Undo> {
  const { response } = await accepted(
    platform.services.POST('/applications/{appInstanceId}/subscriptions', {
      params: { path: { appInstanceId } },
      body: { subscriptionType: 'SerAvailabilityNotificationSubscription', callbackReference, filteringCriteria: { serNames: [serName] } },
    }),
  );
  return () => accepted(platform.services.DELETE('/applications/{appInstanceId}/subscriptions/{subscriptionId}', madeAt(platform, response)));
}

/** To be told of users who have changed cells (MEC 012, 7.6). */
export async function subscribeToCellChanges(platform: Platform, appInstanceId: string, callbackReference: string): Promise<Undo> {
  const { response } = await accepted(
    platform.rni.POST('/subscriptions', {
      body: { subscriptionType: 'CellChangeSubscription', callbackReference, filterCriteriaAssocHo: { appInstanceId, hoStatus: [3] } },
    }),
  );
  return () => accepted(platform.rni.DELETE('/subscriptions/{subscriptionId}', madeAt(platform, response)));
}

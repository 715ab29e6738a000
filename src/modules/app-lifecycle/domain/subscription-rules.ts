import { type Fault, refuseFaults } from '../../common/problem/index.js';
import type { InstanceSummary } from './instance/lifecycle-instance.js';
import type { OperationChange } from './operation/lifecycle-operation.js';
import type {
  AppInstanceSubscriptionFilter, AppInstState, AppLcmSubscriptionRequest, AppProviderFilter, LcmOperation, LcmOperationState, SubscriptionType,
} from './types.js';

export const SUBSCRIPTION_TYPES = [
  'AppInstanceStateChangeSubscription', 'AppLcmOpOccStateChangeSubscription', 'AppIdentifierCreationSubscription', 'AppIdentifierDeletionSubscription',
] as const satisfies SubscriptionType[];

/** How AppInstanceSubscriptionFilter picks (MEC 010-2, 6.2.2.5). */
const BY_ID = 1;
const BY_NAME = 2;
const BY_PROVIDER = 4;

interface OperationFilter {
  appInstanceSubscriptionFilter?: AppInstanceSubscriptionFilter;
  notificationTypes?: 'AppLcmOpOccNotification'[];
  operationTypes?: LcmOperation[];
  operationStates?: LcmOperationState[];
}

/** What is kept of a subscription; a list that was sent as its one value is a list. */
export interface LifecycleInterest {
  subscriptionType: SubscriptionType;
  appInstanceState?: AppInstState[];
  appInstanceSubscriptionFilter?: AppInstanceSubscriptionFilter;
  appLcmOpOccSubscriptionFilter?: OperationFilter;
}

/** The document's schemas for such attributes say less than the checks that they have passed. */
const listOf = <Value>(value: unknown): Value[] => [value].flat() as Value[];

function filterFaults({ appInstSelectorType, appInstances = [], appsFromProviders = [] }: AppInstanceSubscriptionFilter, place: string): Fault[] {
  const byProvider = appInstSelectorType === BY_PROVIDER;
  const [needed, excluded] = byProvider ? ['appsFromProviders', 'appInstances'] : ['appInstances', 'appsFromProviders'];
  const hasNeeded = (byProvider ? appsFromProviders : appInstances).length > 0;
  const hasExcluded = (byProvider ? appInstances : appsFromProviders).length > 0;
  return [
    ...(hasNeeded ? [] : [{ place, detail: `lacks the attribute ${needed}, which appInstSelectorType ${appInstSelectorType} needs` }]),
    ...(hasExcluded ? [{ place: `${place}/${excluded}`, detail: `is not for appInstSelectorType ${appInstSelectorType}` }] : []),
  ];
}

const isForKnownOnly = ({ appInstSelectorType }: AppInstanceSubscriptionFilter): boolean => appInstSelectorType === BY_ID || appInstSelectorType === BY_NAME;

function creationFaults(filter: AppInstanceSubscriptionFilter): Fault[] {
  const place = '/appInstanceSubscriptionFilter/appInstSelectorType';
  return isForKnownOnly(filter) ? [{ place, detail: 'must be 3 or 4: the ids and names of what will be created cannot be known' }] : [];
}

function operationFaults({ notificationTypes, operationTypes, operationStates }: OperationFilter): Fault[] {
  if (notificationTypes) return [];
  const place = '/appLcmOpOccSubscriptionFilter';
  return Object.entries({ operationTypes, operationStates })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => ({ place: `${place}/${name}`, detail: 'needs notificationTypes' }));
}

function operationFilterOf(sent: Record<string, unknown>): OperationFilter {
  const lists = ['notificationTypes', 'operationTypes', 'operationStates'].filter((name) => sent[name] !== undefined).map((name) => [name, listOf(sent[name])]);
  const filter = sent['appInstanceSubscriptionFilter'] as AppInstanceSubscriptionFilter | undefined;
  return { ...(filter && { appInstanceSubscriptionFilter: filter }), ...Object.fromEntries(lists) } as OperationFilter;
}

type OperationSubscription = Extract<AppLcmSubscriptionRequest, { subscriptionType: 'AppLcmOpOccStateChangeSubscription' }>;

function operationInterest({ subscriptionType, appLcmOpOccSubscriptionFilter: sent }: OperationSubscription): LifecycleInterest {
  if (!sent) return { subscriptionType };
  const filter = operationFilterOf(sent);
  const instances = filter.appInstanceSubscriptionFilter;
  const place = '/appLcmOpOccSubscriptionFilter/appInstanceSubscriptionFilter';
  refuseFaults([...operationFaults(filter), ...(instances ? filterFaults(instances, place) : [])]);
  return { subscriptionType, appLcmOpOccSubscriptionFilter: filter };
}

/** What a subscription asks for. @throws Problem 400 if a filter breaks a rule of MEC 010-2, 6.2.2.5, 6.2.2.6 or 6.2.2.25 */
export function interestOf(body: AppLcmSubscriptionRequest): LifecycleInterest {
  if (body.subscriptionType === 'AppLcmOpOccStateChangeSubscription') return operationInterest(body);
  const { subscriptionType, appInstanceSubscriptionFilter: filter } = body;
  const isCreation = subscriptionType === 'AppIdentifierCreationSubscription';
  if (filter) refuseFaults([...filterFaults(filter, '/appInstanceSubscriptionFilter'), ...(isCreation ? creationFaults(filter) : [])]);
  const states = body.subscriptionType === 'AppInstanceStateChangeSubscription' ? body.appInstanceState : undefined;
  return {
    subscriptionType,
    ...(states !== undefined && { appInstanceState: listOf<AppInstState>(states) }),
    ...(filter && { appInstanceSubscriptionFilter: filter }),
  };
}

/** A list that is absent or empty fits everything. */
const fits = <Value>(list: Value[] | undefined, value: Value): boolean => !list?.length || list.includes(value);

function fitsProvider({ appProvider, appProducts = [] }: AppProviderFilter, instance: InstanceSummary): boolean {
  if (appProvider !== instance.appProvider) return false;
  return appProducts.length === 0 || appProducts.some(({ appName, versions = [] }) => {
    if (appName !== instance.appName) return false;
    return versions.length === 0 || versions.some(({ appSoftVersion, appDVersion }) =>
      appSoftVersion === instance.appSoftVersion && fits(appDVersion, instance.appDVersion));
  });
}

/** Whether a filter picks an application instance; ids and names pick only those that were there when the subscription was made. */
function picks(filter: AppInstanceSubscriptionFilter | undefined, instance: InstanceSummary, subscribedAt: number): boolean {
  if (!filter) return true;
  const { appInstSelectorType, appInstances = [], appsFromProviders = [] } = filter;
  if (appInstSelectorType === BY_PROVIDER) return appsFromProviders.some((provider) => fitsProvider(provider, instance));
  if (isForKnownOnly(filter) && instance.createdAt > subscribedAt) return false;
  const key = { 1: instance.appInstanceId, 2: instance.appInstanceName, 3: instance.appDId }[appInstSelectorType];
  return key !== undefined && appInstances.includes(key);
}

/** Whether a subscription concerns an application instance, in the state that it has. */
export const concernsInstance = ({ appInstanceState, appInstanceSubscriptionFilter: filter }: LifecycleInterest, instance: InstanceSummary, subscribedAt: number): boolean =>
  fits(appInstanceState, instance.state) && picks(filter, instance, subscribedAt);

/** Whether a subscription concerns an operation, in the state that it has entered. */
export function concernsOperation({ appLcmOpOccSubscriptionFilter = {} }: LifecycleInterest, { operation, instance }: OperationChange, subscribedAt: number): boolean {
  const { operationTypes, operationStates, appInstanceSubscriptionFilter } = appLcmOpOccSubscriptionFilter;
  return fits(operationTypes, operation.lcmOperation) && fits(operationStates, operation.operationState) && picks(appInstanceSubscriptionFilter, instance, subscribedAt);
}

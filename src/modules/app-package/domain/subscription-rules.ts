import { type Fault, refuseFaults } from '../../common/problem/index.js';
import type { PackageChange, PackageSummary } from './app-package.js';
import type { AppPkgFilter, AppPkgNotification, AppPkgSubscription, SubscriptionType } from './types.js';

/** What each type of subscription is told of, and under which name (MEC 010-2, 6.2.3.6). */
export const TOLD: Record<SubscriptionType, Partial<Record<PackageChange['change'], AppPkgNotification['notificationType']>>> = {
  AppPackageOnBoardingSubscription: { ONBOARDED: 'AppPackageOnBoarded' },
  AppPackageChangeSubscription: { ENABLED: 'AppPackageEnabled', DISABLED: 'AppPackageDisabled' },
  AppPackageDeletionSubscription: { DELETED: 'AppPackageDeleted' },
};

export const SUBSCRIPTION_TYPES = Object.keys(TOLD) as SubscriptionType[];

/** The attribute of a package that an attribute of a filter goes by. */
const FILTERED: Record<keyof AppPkgFilter, keyof PackageSummary> = {
  appPkgInfoId: 'appPkgId',
  appDId: 'appDId',
  appProvider: 'appProvider',
  appName: 'appName',
  appSoftwareVersion: 'appSoftwareVersion',
  appDVersion: 'appDVersion',
  operationalState: 'operationalState',
  usageState: 'usageState',
};
const ATTRIBUTES = Object.keys(FILTERED) as (keyof AppPkgFilter)[];

/** What is kept of a subscription. */
export interface PackageInterest {
  subscriptionType: SubscriptionType;
  /** None concerns all packages. */
  filters: AppPkgFilter[];
}

function filterFaults(filter: AppPkgFilter, place: string, subscriptionType: SubscriptionType): Fault[] {
  const both = filter.appPkgInfoId !== undefined && filter.appDId !== undefined;
  const states = subscriptionType === 'AppPackageChangeSubscription' ? [] : (['operationalState', 'usageState'] as const).filter((name) => filter[name] !== undefined);
  return [
    ...(both ? [{ place, detail: 'has appPkgInfoId and appDId, which exclude each other' }] : []),
    ...states.map((name) => ({ place: `${place}/${name}`, detail: 'is for subscriptions of type AppPackageChangeSubscription only' })),
  ];
}

/** An attribute that filters do not have is not kept, lest it look as if it counted. */
const known = (filter: AppPkgFilter): AppPkgFilter => Object.fromEntries(ATTRIBUTES.filter((name) => filter[name] !== undefined).map((name) => [name, filter[name]]));

/** @throws Problem 400 if a filter breaks a rule of MEC 010-2, 6.2.3.10 */
export function interestOf({ subscriptionType, appPkgFilter = [] }: AppPkgSubscription): PackageInterest {
  refuseFaults(appPkgFilter.flatMap((filter, index) => filterFaults(filter, `/appPkgFilter/${index}`, subscriptionType)));
  return { subscriptionType, filters: appPkgFilter.map(known) };
}

/** One filter has to fit, with all its attributes. */
export const concerns = ({ filters }: PackageInterest, appPackage: PackageSummary): boolean =>
  filters.length === 0 || filters.some((filter) => ATTRIBUTES.every((name) => filter[name] === undefined || filter[name] === appPackage[FILTERED[name]]));

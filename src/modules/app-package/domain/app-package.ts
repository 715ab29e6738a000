import { topic } from '../../common/events/index.js';
import { conflict } from '../../common/problem/index.js';
import type { ProblemDocument } from '../../common/problem/index.js';
import type { PackageContents } from './reading/package-contents.js';
import type { Checksum, OnboardingState, OperationalState, UsageState } from './types.js';

/** An application package, from the moment at which it is announced. */
export interface AppPackage {
  appPkgId: string;
  /** With the version, it names the package. */
  name: string;
  version: string;
  provider?: string;
  /** What the content has to have. */
  checksum: Checksum;
  userDefinedData?: Record<string, unknown>;
  onboardingState: OnboardingState;
  operationalState: OperationalState;
  /** There are instantiated application instances of it. */
  inUse: boolean;
  /** Why the last upload has failed. */
  failure?: ProblemDocument;
  /** Names the upload under way, so that one that was broken off cannot finish in the place of another. */
  uploadToken?: string;
  content?: StoredContent;
  /** What has been found in the content, once it is ONBOARDED. */
  contents?: OnboardedContents;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** What has been found in the content, and what the container runtime calls the images that it has taken of it, by their ids. */
export type OnboardedContents = PackageContents & { loaded: Record<string, string> };

/** The file that has come. */
export interface StoredContent {
  /** In bytes. */
  size: number;
  /** In hexadecimal digits, by the algorithm of the package's checksum. */
  hash: string;
}

/** One that can be used. */
export type OnboardedPackage = AppPackage & { contents: OnboardedContents; content: StoredContent };

/** Whether its contents have been read and stored, so that instances can be made of it while it is ENABLED (MEC 010-2, 6.2.3.3). */
export const isOnboarded = (appPackage: AppPackage): appPackage is OnboardedPackage => appPackage.onboardingState === 'ONBOARDED';

/** Of onboardingState: MEC 010-2, 6.2.3.3. @throws Problem 409 unless it is ONBOARDED */
export function requireOnboarded(appPackage: AppPackage): OnboardedPackage {
  if (isOnboarded(appPackage)) return appPackage;
  throw conflict(`The application package is ${appPackage.onboardingState}; this takes one that is ONBOARDED.`);
}

/** What subscribers are told, and filter by, of a package that has been onboarded. */
export interface PackageSummary {
  appPkgId: string;
  appDId: string;
  appProvider: string;
  appName: string;
  appSoftwareVersion: string;
  appDVersion: string;
  operationalState: OperationalState;
  usageState: UsageState;
}

export const usageStateOf = ({ inUse }: AppPackage): UsageState => (inUse ? 'IN_USE' : 'NOT_IN_USE');

export function summaryOf(appPackage: OnboardedPackage): PackageSummary {
  const { appPkgId, operationalState, contents } = appPackage;
  const { appDId, appProvider, appName, appSoftVersion, appDVersion } = contents.appD;
  return { appPkgId, appDId, appProvider, appName, appSoftwareVersion: appSoftVersion, appDVersion, operationalState, usageState: usageStateOf(appPackage) };
}

/** The package is given as it is after the change, or as it was before its end. */
export interface PackageChange {
  change: 'ONBOARDED' | 'ENABLED' | 'DISABLED' | 'DELETED';
  appPackage: PackageSummary;
}

export const PACKAGE_CHANGED = topic<PackageChange>('app-package.package');

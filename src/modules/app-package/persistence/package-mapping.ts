import type { AppPackage } from '../domain/app-package.js';
import type { AppPackageRow } from './app-package.entity.js';

type Announced = Pick<AppPackage, 'provider' | 'checksum' | 'userDefinedData'>;

/** Columns that are null for undefined. */
const optional = ({ failure, uploadToken, contents }: AppPackageRow): Partial<AppPackage> =>
  Object.fromEntries(Object.entries({ failure, uploadToken, contents }).filter(([, value]) => value !== null));

export const toPackage = (row: AppPackageRow, inUse: boolean): AppPackage => ({
  appPkgId: row.appPkgId,
  name: row.name,
  version: row.version,
  ...(row.announced as Announced),
  onboardingState: row.onboardingState,
  operationalState: row.operationalState,
  inUse,
  ...optional(row),
  ...(row.contentSize !== null && row.contentHash !== null && { content: { size: row.contentSize, hash: row.contentHash } }),
  createdAt: row.createdAt,
});

export const toRow = (appPackage: AppPackage): AppPackageRow => {
  const { appPkgId, name, version, provider, checksum, userDefinedData, onboardingState, operationalState, content, createdAt } = appPackage;
  return {
    appPkgId,
    name,
    version,
    appDId: appPackage.contents?.appD.appDId ?? null,
    announced: { provider, checksum, userDefinedData },
    onboardingState,
    operationalState,
    failure: appPackage.failure ?? null,
    uploadToken: appPackage.uploadToken ?? null,
    contentSize: content?.size ?? null,
    contentHash: content?.hash ?? null,
    contents: appPackage.contents ?? null,
    createdAt,
  };
};

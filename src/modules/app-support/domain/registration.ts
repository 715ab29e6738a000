import type { AppInfo } from './types.js';

/** What an application has said of itself, with the defaults written out (MEC 011, 7.1.2.6). */
export type Registration = AppInfo & Required<Pick<AppInfo, 'appInstanceId' | 'isInsByMec'>>;

/** The attributes that the standard knows; others are not kept. */
export function registrationOf(appInstanceId: string, appInfo: AppInfo): Registration {
  const { appName, appProvider, appCategory, appDId, endpoint, appProfile, isInsByMec = false } = appInfo;
  const { appServiceRequired, appServiceOptional, appFeatureRequired, appFeatureOptional } = appInfo;
  return {
    appName,
    ...(appProvider !== undefined && { appProvider }),
    ...(appCategory && { appCategory }),
    ...(appDId !== undefined && { appDId }),
    appInstanceId,
    ...(endpoint && { endpoint }),
    ...(appServiceRequired && { appServiceRequired }),
    ...(appServiceOptional && { appServiceOptional }),
    ...(appFeatureRequired && { appFeatureRequired }),
    ...(appFeatureOptional && { appFeatureOptional }),
    isInsByMec,
    ...(appProfile && { appProfile }),
  };
}

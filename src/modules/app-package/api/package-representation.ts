import { Injectable } from '@nestjs/common';
import { ApiRoot, type Link } from '../../common/links/index.js';
import { represent, type Representation } from '../../common/operation/index.js';
import { type AppPackage, usageStateOf } from '../domain/app-package.js';
import type { AppPkgInfo } from '../domain/types.js';
import { DOCUMENT } from './operation-request.js';

/** MEC 010-2, 6.2.3.3: the versions of mecVersion. */
const versionsOf = (mecVersion: string): string[] => mecVersion.split(',').map((version) => version.trim());

/** What comes from the descriptor; until it has been read, what was announced stands for it. */
function described({ appPkgId, name, version, provider, contents }: AppPackage) {
  if (!contents) return { appDId: appPkgId, ...(provider !== undefined && { appProvider: provider }), appName: name, appSoftwareVersion: version, appDVersion: version };
  const { appDId, appProvider, appName, appSoftVersion, appDVersion } = contents.appD;
  return { appDId, appProvider, appName, appSoftwareVersion: appSoftVersion, appDVersion };
}

/** How packages are shown. */
@Injectable()
export class PackageRepresentation {
  private readonly link: Link;

  constructor(apiRoot: ApiRoot) {
    this.link = apiRoot.linkOf(DOCUMENT);
  }

  href({ appPkgId }: AppPackage): string {
    return this.link('app_packages', appPkgId);
  }

  /** All attributes of the package (MEC 010-2, 6.2.3.3). */
  info(appPackage: AppPackage): AppPkgInfo {
    const { appPkgId, checksum, contents, onboardingState, operationalState, userDefinedData, failure } = appPackage;
    const attributes = described(appPackage);
    const onboarded = (...segments: string[]) => ({ href: this.link('onboarded_app_packages', attributes.appDId, ...segments) });
    return {
      id: appPkgId,
      ...attributes,
      checksum,
      ...(contents?.signingCertificate !== undefined && { signingCertificate: contents.signingCertificate }),
      softwareImages: contents?.images ?? [],
      ...(contents && { additionalArtifacts: contents.artifacts.map((artifact) => ({ ...artifact })) }),
      onboardingState,
      operationalState,
      usageState: usageStateOf(appPackage),
      mecInfo: contents ? versionsOf(contents.appD.mecVersion) : [],
      ...(userDefinedData && { userDefinedData }),
      ...(failure && { onboardingFailureDetails: { ...failure } }),
      _links: { self: { href: this.href(appPackage) }, appD: onboarded('appd'), appPkgContent: onboarded('package_content') },
    };
  }

  whole(appPackage: AppPackage): Representation {
    return represent(this.info(appPackage));
  }
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';

/** An OpenAPI document that ETSI ISG MEC publishes. */
export interface EtsiDocument {
  /** Its file, without ending. */
  file: string;
  standard: string;
  subject: string;
  /** Our document of it, where there is one. */
  ours?: string;
}

/** One operation of such a document. */
export interface EtsiOperation {
  file: string;
  version: string;
  basePath: string;
  method: string;
  path: string;
  operationId: string;
}

/** All that ETSI has published for MEC, those that we serve first. */
export const ETSI_DOCUMENTS: readonly EtsiDocument[] = [
  { file: 'MecAppSupportApi', standard: 'MEC 011', subject: 'application support', ours: 'mec011-app-support' },
  { file: 'MecServiceMgmtApi', standard: 'MEC 011', subject: 'service management', ours: 'mec011-service-management' },
  { file: 'RniAPI', standard: 'MEC 012', subject: 'radio network information', ours: 'mec012-rni' },
  { file: 'MEC01002_AppPkgMgmt', standard: 'MEC 010-2', subject: 'application packages', ours: 'mec010-2-app-package' },
  { file: 'MEC01002_AppLcm', standard: 'MEC 010-2', subject: 'application lifecycle', ours: 'mec010-2-app-lifecycle' },
  { file: 'MEC01002_AppGrant', standard: 'MEC 010-2', subject: 'granting', ours: 'mec010-2-granting' },
  { file: 'LocationAPI', standard: 'MEC 013', subject: 'location' },
  { file: 'UEidentityAPI', standard: 'MEC 014', subject: 'UE identity' },
  { file: 'BwManagementApi', standard: 'MEC 015', subject: 'bandwidth management' },
  { file: 'TrafficSteeringApi', standard: 'MEC 015', subject: 'multi-access traffic steering' },
  { file: 'UEAppInterfaceApi', standard: 'MEC 016', subject: 'device applications' },
  { file: 'MEC021_AppMobilityService', standard: 'MEC 021', subject: 'application mobility' },
  { file: 'WlanInformationApi', standard: 'MEC 028', subject: 'WLAN information' },
  { file: 'MEC029_FAI', standard: 'MEC 029', subject: 'fixed access information' },
  { file: 'MEC030_V2XInformationServices', standard: 'MEC 030', subject: 'V2X information' },
  { file: 'MEC033_IoT', standard: 'MEC 033', subject: 'IoT' },
  { file: 'MEC040_fedEnablement', standard: 'MEC 040', subject: 'federation enablement' },
];

/** Every operation of every document, in their order. */
export function etsiOperations(): EtsiOperation[] {
  const [, ...rows] = readFileSync(join(PACKAGE_ROOT, 'openapi', 'etsi', 'operations.tsv'), 'utf8').trimEnd().split('\n');
  return rows.map((row) => {
    const [file, version, basePath, method, path, operationId] = row.split('\t') as [string, string, string, string, string, string];
    return { file: file.replace(/\.yaml$/, ''), version, basePath, method, path, operationId };
  });
}

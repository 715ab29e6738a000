import { image, layoutArchive } from '../placement/image-archives.js';
import type { Changes } from './swagger-page.js';

/** An operation that is tried out with what is prefilled. */
export interface Try {
  operationId: string;
  status: number;
  /** Why it is refused, if it is. */
  refused?: string;
  /** What a user has to put in, and why: made from the answer of the try before. */
  changes?: (former: string) => Changes;
}

export interface Tries {
  document: string;
  tries: Try[];
  /** Why there is none of a method. It holds only as long as the document declares none. */
  without?: { GET?: string; POST?: string };
}

const tried = (operationId: string, status = 200, more: Omit<Try, 'operationId' | 'status'> = {}): Try => ({ operationId, status, ...more });

const idIn = (body: string): string => /"id": "([^"]+)"/.exec(body)![1]!;

const archive = { name: 'image.tar', mimeType: 'application/x-tar', buffer: layoutArchive(image('one layer')) };

/** What is tried out in each document, in this order: a GET and a POST at least, or a PUT where there is no POST. The prefilled values are the documents' examples. */
export const TRIES: readonly Tries[] = [
  { document: 'mec011-app-support', tries: [tried('RegistrationsPOST', 201), tried('ApplicationsConfirmreadyPOSTAppinstanceid', 204), tried('ApplicationsTrafficrulesGETAppinstanceidTrafficruleid'), tried('ApplicationsDnsrulesPUTAppinstanceidDnsruleid')] },
  { document: 'mec011-service-management', tries: [tried('ApplicationsServicesPOSTAppinstanceid', 201), tried('ApplicationsServicesGETAppinstanceidServiceid'), tried('ServicesGET')] },
  { document: 'mec012-rni', tries: [tried('SubscriptionsPOST', 201), tried('QueriesRabinfoGET'), tried('QueriesPlmninfoGET')] },
  { document: 'mec010-2-app-package', tries: [tried('ApppackagesPOST', 201), tried('ApppackagesGET'), tried('ApppackagesGETApppkgid', 200, { changes: (created) => ({ parameters: { appPkgId: idIn(created) } }) })] },
  { document: 'mec010-2-app-lifecycle', tries: [tried('AppinstancesPOST', 201), tried('AppinstancesGET')] },
  { document: 'mec010-2-granting', tries: [tried('GrantsPOST', 201), tried('GrantsGETGrantid', 200, { changes: (granted) => ({ parameters: { grantId: idIn(granted) } }) })] },
  { document: 'mm5', tries: [tried('trafficRulesPost', 201), tried('trafficRuleGet'), tried('appInstancesGet')] },
  { document: 'runtime', tries: [tried('runtimeGet')], without: { POST: 'containers are started by their lifecycle operations only' } },
  { document: 'ran', tries: [tried('baseStationsPost', 201), tried('cellsPost', 201), tried('cellGet'), tried('uesPost', 201), tried('eventsPost', 204), tried('ueStateGet')] },
  { document: 'registration', tries: [tried('registrationNetworkPut', 201), tried('registrationScenarioPut'), tried('registrationRunsPost', 201), tried('registrationRunsGet')] },
  { document: 'placement', tries: [tried('placementCloudPut', 201), tried('placementImagesPost', 201, { changes: () => ({ file: archive }) }), tried('placementCloudGet')] },
  { document: 'handover', tries: [tried('detectionPut'), tried('addressesPost', 422, { refused: 'an address leads to a peer, and this platform has none' }), tried('detectionGet')] },
  { document: 'orchestrator', tries: [tried('orchestratedPlatformPut', 201), tried('orchestratedBaseStationGet')], without: { POST: 'platforms are put under their own ids' } },
];

/** Documents of another listener, which asks for a certificate: nothing there can be tried out from a page. */
export const NOT_FOR_PAGES: readonly string[] = ['mp3'];

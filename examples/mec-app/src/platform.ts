import createClient from 'openapi-fetch';
import type { paths as AppSupport } from 'openmep/types/mec011-app-support';
import type { paths as ServiceManagement } from 'openmep/types/mec011-service-management';
import type { paths as Rni } from 'openmep/types/mec012-rni';
import { curlTrace } from './curl-trace.js';
import type { Settings } from './settings.js';

export type Platform = ReturnType<typeof platformOf>;

/** A platform that has not answered by then is taken for one that is not there. */
const GIVE_UP_MS = 5000;

/** The APIs of the platform that this application uses: one typed client per document. */
export function platformOf({ platform, traceAsCurl }: Pick<Settings, 'platform' | 'traceAsCurl'>) {
  function client<Paths extends object>(base: string) {
    const made = createClient<Paths>({ baseUrl: platform + base, fetch: (request) => fetch(request, { signal: AbortSignal.timeout(GIVE_UP_MS) }) });
    if (traceAsCurl) made.use(curlTrace);
    return made;
  }
  return {
    support: client<AppSupport>('/mec_app_support/v2'),
    services: client<ServiceManagement>('/mec_service_mgmt/v1'),
    rni: client<Rni>('/rni/v2'),
    /** Where a link of an answer leads to; a platform may hand out links without its root. */
    linked: (href: string) => atLink(new URL(href, platform).href),
  };
}

/** Makes a call go to a link that the platform has handed out: it has everything in it that the path's template asks for. */
const atLink = (link: string) => ({
  pathSerializer: () => link,
  params: { path: { appInstanceId: '', serviceId: '', subscriptionId: '' } },
});

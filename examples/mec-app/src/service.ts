import type { Platform } from './platform.js';
import { accepted } from './refusal.js';
import type { Settings } from './settings.js';

/** Offers the application's service, under the supervision of heartbeats (MEC 011, 8.2.6). */
export async function offer({ services }: Platform, appInstanceId: string, { appName, livenessInterval }: Settings, url: string) {
  const { data } = await accepted(
    services.POST('/applications/{appInstanceId}/services', {
      params: { path: { appInstanceId } },
      body: {
        serName: appName,
        version: '1.0.0',
        state: 'ACTIVE',
        serializer: 'JSON',
        livenessInterval,
        transportInfo: { id: `${appName}-rest`, name: 'REST', type: 'REST_HTTP', protocol: 'HTTP', version: '1.1', endpoint: { uris: [url] }, security: {} },
      },
    }),
  );
  return data;
}

/** Withdraws the service (MEC 011, 8.2.7). */
export const withdraw = ({ services, linked }: Platform, { _links }: { _links: { self: { href: string } } }) =>
  accepted(services.DELETE('/applications/{appInstanceId}/services/{serviceId}', linked(_links.self.href)));

export const APP_INSTANCE_ID = '5abe4782-2c70-4e47-9a4e-0ee3a1a0fd1f';

/** What an application registers (ServiceInfoPost). */
export const SERVICE = {
  serName: 'hazard-warning',
  serCategory: { href: '/catalogue/road-safety', id: 'road-safety', name: 'Road safety', version: '1.0' },
  version: '1.0.0',
  state: 'ACTIVE',
  transportInfo: {
    id: 'hazard-warning-rest',
    name: 'REST',
    type: 'REST_HTTP',
    protocol: 'HTTP',
    version: '1.1',
    endpoint: { uris: ['http://127.0.0.1:9100/hazards'] },
    security: {},
  },
  serializer: 'JSON',
};

export const servicesOf = (platformUrl: string) => `${platformUrl}/mec_service_mgmt/v1/applications/${APP_INSTANCE_ID}/services`;

/** A registration over HTTP. */
export const REGISTRATION = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(SERVICE) } as const;

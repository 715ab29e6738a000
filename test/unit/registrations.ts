import type { ServiceInfoPost, TransportInfo } from '../../src/modules/service-registry/domain/types.js';

export const TRANSPORT: TransportInfo = {
  id: 'own',
  name: 'REST',
  type: 'REST_HTTP',
  protocol: 'HTTP',
  version: '1.1',
  endpoint: { uris: ['http://192.0.2.1/'] },
  security: { oAuth2Info: { grantTypes: ['OAUTH2_CLIENT_CREDENTIALS'], tokenEndpoint: 'http://192.0.2.1/token' } },
};

/** A registration that makes use of every attribute. */
export const REGISTRATION: ServiceInfoPost = {
  serName: 'a',
  serCategory: { href: '/catalogue/1', id: '1', name: 'One', version: '1.0' },
  version: '1.0.0',
  state: 'ACTIVE',
  transportInfo: TRANSPORT,
  serializer: 'JSON',
  scopeOfLocality: 'MEC_HOST',
  consumedLocalOnly: false,
  livenessInterval: 30,
};

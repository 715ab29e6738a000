import { changeTypeOf } from '../../src/modules/service-registry/domain/change-type.js';
import type { RegisteredService } from '../../src/modules/service-registry/domain/service.js';
import { TRANSPORT } from './registrations.js';

const liveness = { proposed: 10, interval: 10, lastHeartbeatAt: 0, suspendedByPlatform: false };
const service: RegisteredService = {
  serInstanceId: '1',
  appInstanceId: 'app',
  attributes: {
    serName: 'a',
    version: '1',
    state: 'ACTIVE',
    serializer: 'JSON',
    transportInfo: TRANSPORT,
    scopeOfLocality: 'MEC_HOST',
    consumedLocalOnly: true,
  },
  liveness,
  registeredAt: 0,
};

const withAttributes = (changes: Partial<RegisteredService['attributes']>): RegisteredService => ({ ...service, attributes: { ...service.attributes, ...changes } });
const { liveness: _liveness, ...unsupervised } = service;

describe('the kind of a change', () => {
  it.each([
    ['nothing', JSON.parse(JSON.stringify(service)) as RegisteredService, undefined],
    ['the order of attributes', { ...service, attributes: { ...Object.fromEntries(Object.entries(service.attributes).reverse()) } as RegisteredService['attributes'] }, undefined],
    ['a heartbeat', { ...service, liveness: { ...liveness, lastHeartbeatAt: 5 } }, undefined],
    ['a proposal that comes to the same interval', { ...service, liveness: { ...liveness, proposed: 0 } }, undefined],
    ['the state', withAttributes({ state: 'SUSPENDED' }), 'STATE_CHANGED'],
    ['the name', withAttributes({ serName: 'b' }), 'ATTRIBUTES_CHANGED'],
    ['the name and the state', withAttributes({ serName: 'b', state: 'INACTIVE' }), 'ATTRIBUTES_CHANGED'],
    ['a new category', withAttributes({ serCategory: { href: '/', id: '1', name: 'x', version: '1' } }), 'ATTRIBUTES_CHANGED'],
    ['something deep in the transport', withAttributes({ transportInfo: { ...TRANSPORT, endpoint: { uris: ['http://192.0.2.2/'] } } }), 'ATTRIBUTES_CHANGED'],
    ['the interval of the heartbeats', { ...service, liveness: { ...liveness, interval: 20 } }, 'ATTRIBUTES_CHANGED'],
    ['no more heartbeats', unsupervised, 'ATTRIBUTES_CHANGED'],
    ['no more heartbeats, and the state', { ...unsupervised, attributes: { ...service.attributes, state: 'INACTIVE' as const } }, 'ATTRIBUTES_CHANGED'],
  ])('is told by what has changed: %s', (_what, after, expected) => {
    expect(changeTypeOf(service, after)).toBe(expected);
    expect(changeTypeOf(after, service)).toBe(expected);
  });
});

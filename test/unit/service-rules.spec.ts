import fc from 'fast-check';
import { Problem } from '../../src/modules/common/problem/index.js';
import { checkRegistration, checkReplacement } from '../../src/modules/service-registry/domain/service-rules.js';
import type { ServiceInfo, ServiceInfoPost, TransportInfo } from '../../src/modules/service-registry/domain/types.js';
import { REGISTRATION, TRANSPORT } from './registrations.js';

const { transportInfo: _transport, ...BARE } = REGISTRATION;

function detailOf(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).status).toBe(400);
    expect((error as Problem).faults.length).toBeGreaterThan(0);
    return (error as Problem).detail;
  }
}

const oAuth2 = (grantTypes: string[], tokenEndpoint?: string) =>
  ({ oAuth2Info: { grantTypes, ...(tokenEndpoint !== undefined && { tokenEndpoint }) } }) as TransportInfo['security'];

describe('a registration', () => {
  it('has exactly one of transportId and transportInfo', () => {
    const transportId = fc.option(fc.string({ minLength: 1 }), { nil: undefined });
    fc.assert(
      fc.property(transportId, fc.boolean(), (id, own) => {
        const body: ServiceInfoPost = { ...BARE, ...(id !== undefined && { transportId: id }), ...(own && { transportInfo: TRANSPORT }) };
        const right = (id !== undefined) !== own;
        expect(detailOf(() => checkRegistration(body)) === undefined).toBe(right);
      }),
    );
  });

  it('is told which of the two is wrong', () => {
    expect(detailOf(() => checkRegistration(BARE))).toBe('The body lacks one of the attributes transportId and transportInfo.');
    expect(detailOf(() => checkRegistration({ ...REGISTRATION, transportId: 'x' }))).toBe('The body must have transportId or transportInfo, not both.');
  });
});

describe.each([
  ['registration', (transportInfo: TransportInfo) => checkRegistration({ ...BARE, transportInfo })],
  ['replacement', (transportInfo: TransportInfo) => checkReplacement({ ...BARE, serInstanceId: 'x', _links: { self: { href: '/' } }, transportInfo })],
])('the transport of a %s', (_name, check) => {
  it('speaks HTTP if it is a REST transport', () => {
    expect(detailOf(() => check({ ...TRANSPORT, protocol: 'MQTT' }))).toBe('The body/transportInfo/protocol must be "HTTP" for a REST_HTTP transport.');
    expect(detailOf(() => check({ ...TRANSPORT, type: 'MB_TOPIC_BASED', protocol: 'MQTT' }))).toBeUndefined();
  });

  it.each([
    [['OAUTH2_IMPLICIT_GRANT'], undefined, true],
    [['OAUTH2_IMPLICIT_GRANT'], 'http://host/token', true],
    [['OAUTH2_CLIENT_CREDENTIALS'], 'http://host/token', true],
    [['OAUTH2_CLIENT_CREDENTIALS'], undefined, false],
    [['OAUTH2_IMPLICIT_GRANT', 'OAUTH2_RESOURCE_OWNER'], undefined, false],
    [['OAUTH2_AUTHORIZATION_CODE'], undefined, false],
  ])('with the grants %j and the token endpoint %s is right: %s', (grants, endpoint, right) => {
    const detail = detailOf(() => check({ ...TRANSPORT, security: oAuth2(grants, endpoint) }));
    expect(detail).toBe(right ? undefined : 'The body/transportInfo/security/oAuth2Info lacks the attribute tokenEndpoint, which only OAUTH2_IMPLICIT_GRANT does without.');
  });

  it('may have no security, or another kind', () => {
    for (const security of [{}, { own: { kind: 'x' } }]) expect(detailOf(() => check({ ...TRANSPORT, security }))).toBeUndefined();
  });
});

describe('a replacement', () => {
  const replacement: ServiceInfo = { ...BARE, serInstanceId: 'x', _links: { self: { href: '/' } }, transportInfo: TRANSPORT };

  it('carries its transport itself', () => {
    expect(detailOf(() => checkReplacement(replacement))).toBeUndefined();
    expect(detailOf(() => checkReplacement({ ...replacement, transportId: 'x' }))).toBe(
      'The body/transportId is for registrations only; a replacement carries transportInfo.',
    );
  });
});

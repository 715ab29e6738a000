import { registration } from './process-registry.js';
import { framed, type MalformedRequest, type Targets } from './malformed-request.js';

const DEPTHS = [100, 3000, 4100, 100_000];
const ASSETS = ['/docs/swagger-ui.css', '/docs/..%2f..%2fpackage.json', '/docs/../../package.json', '/docs/%00', '/docs/.env'];
const ASSET_HEADERS = ['Range: bytes=99999999-', 'Range: bytes=a-b', 'If-Match: "x"', 'If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT'];

const service = registration('known');

const SERVICE_INFO_POST = { document: 'mec011-service-management', schema: { $ref: '#/components/schemas/ServiceInfoPost' }, examples: [] };

const within = (key: string, value: string) =>
  Buffer.from(JSON.stringify({ ...service, transportInfo: { ...service.transportInfo, [key]: '@' } }).replace('"@"', value));

function post(kind: string, target: string, body: Buffer, hopeless = true): MalformedRequest {
  return { kind, method: 'POST', bytes: framed({ method: 'POST', target, body }), hopeless, expected: SERVICE_INFO_POST, body };
}

function nested({ services }: Targets): MalformedRequest[] {
  return DEPTHS.flatMap((depth) => {
    const value = `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    return ['implSpecificInfo', 'security', 'name'].map((key) => post(`${key} nested ${depth} deep`, services, within(key, value), key === 'name'));
  });
}

/** PostgreSQL takes no NUL in a text, and no half of a surrogate pair. */
const withNul = ({ operations }: Targets): MalformedRequest[] =>
  ['%00', 'a%00', '%ed%a0%80', '%f4%90%80%80'].flatMap((id) =>
    operations
      .filter(({ path, pathWith }) => path !== pathWith(id))
      .map(({ method, pathWith, body }) => {
        const target = pathWith(id);
        const content = body && Buffer.from(JSON.stringify(body.examples[0]));
        return { kind: `${method} ${target}`, method, bytes: framed({ method, target, ...(content && { body: content }) }), hopeless: true };
      }),
  );

/** As many faults as fit into a body: the answer must not name all of them. */
function faulty({ services }: Targets): MalformedRequest[] {
  const items = (item: string) => `[${item.repeat(500_000)}1]`;
  return [
    post('half a million numbers as fqdn', services, within('endpoint', `{"fqdn":${items('1,')}}`)),
    post('half a million numbers as uris', services, within('endpoint', `{"uris":${items('1,')}}`)),
    post('half a million grants', services, within('security', `{"oAuth2Info":{"grantTypes":${items('1,')}}}`)),
    post('many addresses', services, within('endpoint', `{"addresses":[${'{},'.repeat(200_000)}{}]}`)),
    post('many attributes', services, Buffer.from(`{${Array.from({ length: 80_000 }, (_, index) => `"a${index}":1`).join()}}`)),
    post('half a million numbers', services, Buffer.from(items('1,'))),
  ];
}

/** Attributes that no document knows are ignored, whatever they hold. */
function unknownAttributes({ services }: Targets): MalformedRequest[] {
  const unknown = ['null', '0', '""', '[]', '{}', '{"length":0}'].map((value) => [value, `"x":${value},"__proto__":${value},"constructor":${value}`]);
  return unknown.flatMap(([value, members]) => [
    post(`unknown ${value} in endpoint`, services, within('endpoint', `{"uris":["http://127.0.0.1:9/"],${members}}`), false),
    post(`unknown ${value} in security`, services, within('security', `{"oAuth2Info":{"grantTypes":["OAUTH2_IMPLICIT_GRANT"],${members}},${members}}`), false),
    post(`unknown ${value} in the body`, services, Buffer.from(`{${members},${JSON.stringify(service).slice(1)}`), false),
  ]);
}

const assets = (): MalformedRequest[] =>
  ASSETS.flatMap((target) =>
    ASSET_HEADERS.map((header) => ({ kind: `${target} with ${header}`, method: 'GET', bytes: framed({ target, headers: [header] }), hopeless: true })),
  );

/** Requests that are worth a try whatever chance brings. */
export const knownMalformed = (targets: Targets): MalformedRequest[] => [...nested(targets), ...withNul(targets), ...faulty(targets), ...unknownAttributes(targets), ...assets()];

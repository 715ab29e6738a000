import type { Random } from './process-random.js';
import { framed, type MalformedRequest, ODD_TEXTS, type Targets } from './malformed-request.js';

const METHODS = ['GET', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'SEARCH', 'QUERY'];
const ODD_SEGMENTS = ['%zz', '%', '%0', '%00', '%0d%0a', '%ff', '%c0%af', '%ed%a0%80', '%2f', '%2e%2e', '..', '.', '', ';a=b', '*', ':serviceId', '{serviceId}', '\xe4', '\xff\xfe', '@', '%5c', '%F0%9F%98%80', "'", 'a'.repeat(9 * 1024), '%41'.repeat(3000), 'b'.repeat(40 * 1024)];
const ODD_PARAMETERS = ['unknown', '__proto__', 'constructor', '', '%zz', '%00', '%'];
const VALUES = ['', 'true', 'TRUE', '1', 'toString', '__proto__', 'a,b', ',', ',,,', '%', '%zz', '%00', '%2C', '+', 'MEC_HOST', 'ZONE', '\xe4', 'READY', 'STOPPED', 'x'.repeat(1000), '[object Object]', 'true,false'];
const DOCUMENTATION = ['/', '/docs', '/docs/', '/docs/index.html', '/docs/swagger-ui.css', '/openapi/mec011-service-management.json', '/openapi/mm5.yaml', '/openapi/none.yaml', '/health/ready'];

/** Methods that a wrong target must not carry out on the wrong resource; nothing of it is right with a body missing. */
const DELETING = new Set(['DELETE']);

function oddPath(random: Random, targets: Targets): string {
  const path = random.chance(0.8) ? random.pick(targets.operations).path : random.pick(DOCUMENTATION);
  const segments = path.split('/');
  const at = 1 + random.below(segments.length);
  const odd = random.pick(ODD_SEGMENTS);
  const ways = [
    () => segments.toSpliced(at, 1, odd).join('/'),
    () => segments.toSpliced(at, 0, odd).join('/'),
    () => path + odd,
    () => `${path}/`,
    () => `/${path}`,
    () => path.toUpperCase(),
    () => `http://elsewhere${path}`,
    () => `http://elsewhere:99999${path}`,
    () => path.slice(1),
    () => `${path}#fragment`,
  ];
  return random.pick(ways)();
}

/** A path that is wrong, or wrong for its method. */
export function malformedPath(random: Random, targets: Targets): MalformedRequest {
  const target = oddPath(random, targets);
  const wanted = random.pick(METHODS);
  // Another spelling of the path of something that the other requests aim at must not remove it.
  const method = DELETING.has(wanted) && targets.ids.some((id) => target.includes(id)) ? 'GET' : wanted;
  const body = ['POST', 'PUT', 'PATCH'].includes(method) ? Buffer.from('{}') : undefined;
  return { kind: `path with ${method}`, method, bytes: framed({ method, target, ...(body && { body }) }), mayBeCut: target.length > 8000 };
}

const reads = ({ operations }: Targets) => operations.filter(({ method }) => method === 'GET');

/** A query that is wrong, most often. */
export function malformedQuery(random: Random, targets: Targets): MalformedRequest {
  const { path, queryParameters } = random.pick(reads(targets));
  const parameters = [...queryParameters, ...queryParameters, ...ODD_PARAMETERS];
  const pairs = Array.from({ length: 1 + random.below(4) }, () => `${random.pick(parameters)}${random.pick(['=', '', '==', '[]='])}${random.pick(VALUES)}`);
  if (random.chance(0.02)) pairs.push(`ser_name=${'n,'.repeat(random.pick([2000, 20_000]))}`);
  const target = `${path}?${pairs.join(random.pick(['&', '&&', ';', '&amp;']))}`;
  return { kind: 'query', method: 'GET', bytes: framed({ target }), mayBeCut: target.length > 8000 };
}

const CONDITIONS = ['', '*', '"', '""', 'W/""', 'W/', 'abc', '"a" "b"', '"a",,"b"', '"a\tb"', "'a'", '"\xff"', '*,"a"', `"${'x'.repeat(5000)}"`, '"a",'.repeat(2000), ' '.repeat(3000) + '"', '"é"'];
const ACCEPTS = ['', ';', ',', '*', 'application/', '/json', 'text/html', 'application/json;q=0', 'application/json;q=a', '*/*;q=-1', 'application/xml, text/*;q=0.9', 'a/b;'.repeat(3000), 'application/json;v="', '\xff/\xfe', 'a,'.repeat(10_000)];
const HEADERS = ['Accept', 'If-Match', 'If-None-Match', 'Range', 'If-Range', 'If-Modified-Since', 'Accept-Encoding', 'Authorization', 'Cookie', 'Forwarded', 'X-Forwarded-For', 'X-HTTP-Method-Override', 'Origin', 'Upgrade', 'TE', 'Trailer'];

/** Headers with values that are wrong for them. */
export function malformedHeaderValue(random: Random, targets: Targets): MalformedRequest {
  const odd = () => random.pick<string>([...CONDITIONS, ...ACCEPTS, ...ODD_TEXTS.filter((text) => /^[\t\x20-\x7e]*$/.test(text)), 'bytes=a-b', 'bytes=99999999-', 'bytes=0-0,2-1', 'h2c', 'websocket', 'Sat, 99 Foo']);
  const headers = Array.from({ length: 1 + random.below(3) }, () => {
    const name = random.pick(HEADERS);
    return `${name}: ${odd()}`;
  });
  if (random.chance(0.03)) for (let count = random.pick([500, 3000]); count > 0; count--) headers.push(`x-${count}: y`);
  const target = random.chance(0.8) ? random.pick(reads(targets)).path : random.pick(DOCUMENTATION);
  const method = random.pick(['GET', 'GET', 'HEAD', 'OPTIONS']);
  return { kind: `headers ${headers.slice(0, 3).map((header) => header.slice(0, 40)).join(', ')}`, method, bytes: framed({ method, target, headers }), mayBeCut: headers.join().length > 30_000 };
}

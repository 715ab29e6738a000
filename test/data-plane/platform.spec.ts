import '../../src/app.module.js';
import { declaredFailpoints } from '../../src/modules/common/failpoints/index.js';
import { eventually } from '../support/eventually.js';
import { addressOf } from '../support/namespaces.js';
import { DNS_PORT, PlatformProcess } from './platform-process.js';
import { PORT, World } from './world.js';

const TIMEOUT_MS = 120_000;

const APP = 'camera-app';
const SUPPORT = `/mec_app_support/v2/applications/${APP}`;
const MANAGED = `/mm5/v1/app_instances/${APP}`;

let world: World;
let platform: PlatformProcess;
const host1 = addressOf('host1');

const rule = (more: object = {}) => ({
  filterType: 'FLOW',
  priority: 10,
  trafficFilter: [{ dstAddress: [host1], dstPort: [`${PORT}`], protocol: ['TCP'] }],
  action: 'FORWARD_DECAPSULATED',
  dstInterface: { interfaceType: 'IP', dstIpAddress: addressOf('host2') },
  state: 'ACTIVE',
  ...more,
});

const put = (more: object = {}) => platform.call('PUT', `${SUPPORT}/traffic_rules/to-edge`, rule(more));
const shown = () => platform.call('GET', `${SUPPORT}/traffic_rules/to-edge`).body['state'];

function register(): void {
  const { status } = platform.call('POST', '/mec_app_support/v2/registrations', { appName: 'camera', appInstanceId: APP, endpoint: { uris: ['http://camera.example.com'] } });
  expect(status).toBe(201);
  expect(platform.call('POST', `${MANAGED}/traffic_rules`, { trafficRuleId: 'to-edge', ...rule({ state: 'INACTIVE' }) }).status).toBe(201);
}

/** The elements of our sets and maps in the kernel, without counters and time-outs. */
function kernelRules(): string {
  const listed = world.network.platform('nft', 'list', 'set', 'ip', 'openmep', 'rules');
  return /elements = \{([^}]*)\}/.exec(listed)?.[1]?.trim() ?? '';
}

beforeAll(async () => {
  world = new World();
  for (const host of ['host1', 'host2'] as const) await world.network.agents[host].serve(host, PORT);
  platform = new PlatformProcess(world.network.onPlatform);
  await platform.start();
}, TIMEOUT_MS);
beforeEach(register);
afterEach(() => void platform.call('DELETE', `/mec_app_support/v2/registrations/${APP}`));
afterAll(async () => {
  await platform.remove();
  world.network.remove();
});

describe('the platform with the driver nftables', () => {
  it('steers the next connection with the PUT that activates a rule, and back with the one that deactivates it', async () => {
    expect(await world.tcp(host1)).toBe('host1');
    const activated = put();
    expect(activated).toMatchObject({ status: 200, body: { state: 'ACTIVE' } });
    expect(activated.headers).not.toHaveProperty('openmep-data-plane');
    expect(await world.tcp(host1)).toBe('host2');
    expect(put({ state: 'INACTIVE' })).toMatchObject({ status: 200, body: { state: 'INACTIVE' } });
    expect(await world.tcp(host1)).toBe('host1');
    expect(put({ action: 'DROP', dstInterface: undefined }).status).toBe(200);
    expect(await world.tcp(host1)).not.toMatch(/host/);
  }, TIMEOUT_MS);

  it.each(['SIGTERM', 'SIGKILL'] as const)('changes nothing for traffic when it ends by %s and starts again', async (signal) => {
    put();
    const stream = await world.ue.stream(host1, PORT);
    expect(await world.tcp(host1)).toBe('host2');
    await platform.end(signal);
    expect(await world.tcp(host1)).toBe('host2');
    await platform.start();
    expect(shown()).toBe('ACTIVE');
    expect(await world.tcp(host1)).toBe('host2');
    expect((await stream.state()).lines).toContain('host2');
    put({ state: 'INACTIVE' });
    expect(await world.tcp(host1)).toBe('host1');
  }, TIMEOUT_MS);

  it('has taken the rules out of effect when the end of their application is answered', async () => {
    put();
    expect(await world.tcp(host1)).toBe('host2');
    expect(platform.call('DELETE', `/mec_app_support/v2/registrations/${APP}`).status).toBe(204);
    expect(kernelRules()).toBe('');
    expect(await world.tcp(host1)).toBe('host1');
  }, TIMEOUT_MS);

  it('gives the rules of a stopped application no effect until it is ready again', async () => {
    put();
    expect(platform.call('POST', `${MANAGED}/terminate`, { operationAction: 'STOPPING', maxGracefulTimeout: 0 }).status).toBe(202);
    expect(shown()).toBe('INACTIVE');
    expect(await world.tcp(host1)).toBe('host1');
    expect(platform.call('POST', `${SUPPORT}/confirm_ready`, { indication: 'READY' }).status).toBe(204);
    expect(shown()).toBe('ACTIVE');
    expect(await world.tcp(host1)).toBe('host2');
  }, TIMEOUT_MS);

  it('refuses what it cannot do with 422 and the reason, and goes on as before', async () => {
    put();
    const refused = put({ action: 'FORWARD_ENCAPSULATED', dstInterface: { interfaceType: 'TUNNEL', tunnelInfo: { tunnelType: 'GTP_U' } } });
    expect(refused).toMatchObject({ status: 422, headers: { 'content-type': expect.stringContaining('application/problem+json') as string } });
    expect(refused.body['detail']).toMatch(/FORWARD_ENCAPSULATED/);
    expect(platform.call('GET', `${SUPPORT}/traffic_rules/to-edge`).body).toMatchObject({ action: 'FORWARD_DECAPSULATED', state: 'ACTIVE' });
    expect(await world.tcp(host1)).toBe('host2');
  }, TIMEOUT_MS);

  it('notices by itself that somebody else has removed its tables', async () => {
    put();
    world.network.platform('nft', 'flush', 'ruleset');
    expect(await world.tcp(host1)).toBe('host1');
    await eventually(async () => expect(await world.tcp(host1)).toBe('host2'));
  }, TIMEOUT_MS);

  it('keeps nobody on the host from the platform, and no answers from the host, whatever a rule drops', async () => {
    expect(put({ trafficFilter: [{}], action: 'DROP', dstInterface: undefined }).status).toBe(200);
    expect(shown()).toBe('ACTIVE');
    expect(await world.tcp(host1)).not.toMatch(/host/);
    const connect = `import socket; print(socket.create_connection(('${host1}', ${PORT}), timeout=5).recv(9).decode())`;
    expect(world.network.platform('python3', '-c', connect)).toMatch(/host1/);
    expect(put({ state: 'INACTIVE' }).status).toBe(200);
    expect(await world.tcp(host1)).toBe('host1');
  }, TIMEOUT_MS);

  it('rebuilds what somebody else has removed with the next change', async () => {
    put();
    world.network.platform('nft', 'delete', 'table', 'ip', 'openmep');
    expect(await world.tcp(host1)).toBe('host1');
    expect(platform.call('POST', `${MANAGED}/traffic_rules`, rule({ priority: 20 })).status).toBe(201);
    expect(await world.tcp(host1)).toBe('host2');
  }, TIMEOUT_MS);

  it.each(declaredFailpoints().filter((step) => step.startsWith('data-plane:')))(
    'has not done what it has not answered after its death at %s',
    async (step) => {
      await platform.end('SIGKILL');
      await platform.start({ NODE_ENV: 'test', MEC_CRASH_AT: step });
      expect(() => put()).toThrow();
      await platform.died();
      await platform.start();
      expect(shown()).toBe('INACTIVE');
      expect(kernelRules()).toBe('');
      expect(await world.tcp(host1)).toBe('host1');
    },
    TIMEOUT_MS,
  );
});

describe('the DNS server', () => {
  const at = `@${addressOf('ue', 4, 1)}`;
  const onUe = (...options: string[]) => world.network.onHost('ue', 'dig', '+time=2', '+tries=1', '-p', `${DNS_PORT}`, ...options, at, 'edge.example.com');

  it.each([['UDP', '+notcp'], ['TCP', '+tcp']])('answers a UE over %s as the rules are, before and after each PUT', (_transport, option) => {
    const body = { domainName: 'edge.example.com', ipAddressType: 'IP_V4', ipAddress: addressOf('host2'), ttl: 30, state: 'INACTIVE' };
    expect(platform.call('POST', `${MANAGED}/dns_rules`, { dnsRuleId: 'name', ...body }).status).toBe(201);
    expect(onUe(option)).toMatch(/status: REFUSED/);
    expect(platform.call('PUT', `${SUPPORT}/dns_rules/name`, { ...body, state: 'ACTIVE' })).toMatchObject({ status: 200, body: { state: 'ACTIVE' } });
    expect(onUe(option)).toMatch(new RegExp(`edge\\.example\\.com\\.\\s+30\\s+IN\\s+A\\s+${addressOf('host2')}`));
    expect(platform.call('PUT', `${SUPPORT}/dns_rules/name`, body).status).toBe(200);
    expect(onUe(option)).toMatch(/status: REFUSED/);
  }, TIMEOUT_MS);
});

describe('a host that lacks what the driver needs', () => {
  it('does not get a platform, but a sentence', async () => {
    await platform.end('SIGKILL');
    await expect(platform.start({ PATH: '/nonexistent' })).rejects.toThrow(/has ended \(1\): .*MEC_DATA_PLANE is nftables, which needs the program nft, which is not on this host/s);
    await platform.start();
  }, TIMEOUT_MS);
});

import { ConfigurationError, loadSettings, unknownSettings } from '../../src/config/index.js';

function faultsOf(environment: Record<string, string>): string[] {
  try {
    loadSettings(environment);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).faults;
  }
}

describe('settings', () => {
  it('have their defaults when nothing is set', () => {
    expect({ ...loadSettings({}) }).toEqual({
      host: '127.0.0.1',
      port: 8080,
      databaseUrl: 'sqlite:data/openmep.sqlite',
      sqliteSynchronous: 'NORMAL',
      dataFolder: 'data',
      relativeLinks: false,
      platformName: 'openmep',
      dataPlane: 'none',
      runtime: 'none',
      dockerHost: 'unix:///var/run/docker.sock',
      dnsPort: 0,
      mp3Port: 0,
      handoverForward: 'off',
      livenessMinimumSeconds: 1,
      callbackHosts: ['any'],
      notifyGiveUpSeconds: 86_400,
      notifyTimeoutMs: 5000,
      logLevel: 'info',
    });
  });

  it('take what is set', () => {
    const environment = {
      HOST: '::',
      PORT: '1',
      DATABASE_URL: 'postgresql://user@host/name',
      SQLITE_SYNCHRONOUS: 'FULL',
      MEC_DATA_DIR: '/var/lib/openmep',
      MEC_API_ROOT: 'https://mep.example/root',
      MEC_RELATIVE_LINKS: 'true',
      MEC_PLATFORM_ID: 'platform-1',
      MEC_PLATFORM_NAME: 'edge',
      MEC_SEED_FILE: 'seed.yaml',
      MEC_TRANSPORTS_FILE: 'transports.yaml',
      MEC_TIMING_FILE: 'timing.yaml',
      MEC_DATA_PLANE: 'nftables',
      MEC_RUNTIME: 'kubernetes',
      DOCKER_HOST: 'tcp://docker.example:2375',
      KUBECONFIG: 'cluster.yaml',
      MEC_HOST_CAPACITY_FILE: 'capacity.yaml',
      MEC_GRANT_URL: 'https://meo.example/granting/v1',
      MEC_DNS_HOST: '::1',
      MEC_DNS_PORT: '65535',
      MEC_DNS_UPSTREAM: '192.0.2.53, 192.0.2.54:5353 ,2001:db8::53,[2001:db8::54]:5353',
      MEC_SCENARIO: 'demo',
      MEC_RAN_FEED: 'http://10.0.0.2:8080/ran/v1',
      MEC_BASE_STATIONS: 'enb-1, gnb-2',
      MEC_MP3_PORT: '8443',
      MEC_MP3_CERT: 'platform.crt',
      MEC_MP3_KEY: 'platform.key',
      MEC_MP3_CA: 'ca.crt',
      MEC_MP3_PEERS: 'peers.yaml',
      MEC_MP3_URI: 'https://mep.example:8443/mp3/v1',
      MEC_ORCHESTRATOR_URL: 'http://10.0.0.3:8080/orchestrator/v1',
      MEC_HANDOVER_FORWARD: 'on',
      MEC_LIVENESS_MIN_S: '86400',
      MEC_CALLBACK_HOSTS: '*.example.com, 10.0.* ,[::1]',
      MEC_NOTIFY_GIVE_UP_S: '1',
      MEC_NOTIFY_TIMEOUT_MS: '600000',
      MEC_LOG_LEVEL: 'silent',
      MEC_LOG_FORMAT: 'json',
      MEC_CRASH_AT: 'unit-of-work:before-commit',
      NODE_ENV: 'test',
    };
    expect({ ...loadSettings(environment) }).toEqual({
      host: '::',
      port: 1,
      databaseUrl: 'postgresql://user@host/name',
      sqliteSynchronous: 'FULL',
      dataFolder: '/var/lib/openmep',
      apiRoot: 'https://mep.example/root',
      relativeLinks: true,
      platformId: 'platform-1',
      platformName: 'edge',
      seedFile: 'seed.yaml',
      transportsFile: 'transports.yaml',
      timingFile: 'timing.yaml',
      dataPlane: 'nftables',
      runtime: 'kubernetes',
      dockerHost: 'tcp://docker.example:2375',
      kubeconfig: 'cluster.yaml',
      hostCapacityFile: 'capacity.yaml',
      grantUrl: 'https://meo.example/granting/v1',
      dnsHost: '::1',
      dnsPort: 65_535,
      dnsUpstream: ['192.0.2.53', '192.0.2.54:5353', '2001:db8::53', '[2001:db8::54]:5353'],
      scenario: 'demo',
      ranFeed: 'http://10.0.0.2:8080/ran/v1',
      baseStations: ['enb-1', 'gnb-2'],
      mp3Port: 8443,
      mp3Cert: 'platform.crt',
      mp3Key: 'platform.key',
      mp3Ca: 'ca.crt',
      mp3Peers: 'peers.yaml',
      mp3Uri: 'https://mep.example:8443/mp3/v1',
      orchestratorUrl: 'http://10.0.0.3:8080/orchestrator/v1',
      handoverForward: 'on',
      livenessMinimumSeconds: 86_400,
      callbackHosts: ['*.example.com', '10.0.*', '[::1]'],
      notifyGiveUpSeconds: 1,
      notifyTimeoutMs: 600_000,
      logLevel: 'silent',
      logFormat: 'json',
      crashAt: 'unit-of-work:before-commit',
    });
  });

  it.each(['', ' ', '\t'])('take their default when they are set to %j', (blank) => {
    const { host, port, apiRoot, seedFile } = loadSettings({ HOST: blank, PORT: blank, MEC_API_ROOT: blank, MEC_SEED_FILE: blank });
    expect({ host, port, apiRoot, seedFile }).toEqual({ host: '127.0.0.1', port: 8080, apiRoot: undefined, seedFile: undefined });
  });

  const dnsPort = 'must be a port from 1 to 65535, or 0';
  const dnsUpstream = 'must be addresses, each with a port if it is not 53, separated by commas';
  const wholeMs = 'must be a whole number of milliseconds from 10 to 600000';
  const wholeS = 'must be a whole number of seconds from 1 to 86400';
  it.each([
    ['PORT', '0', 'must be a port from 1 to 65535'],
    ['PORT', '65536', 'must be a port from 1 to 65535'],
    ['PORT', '80a', 'must be a port from 1 to 65535'],
    ['PORT', '80.5', 'must be a port from 1 to 65535'],
    ['PORT', '-1', 'must be a port from 1 to 65535'],
    ['DATABASE_URL', 'mysql://host/name', 'must be sqlite:<file>, sqlite::memory: or postgres://…'],
    ['DATABASE_URL', 'sqlite:', 'must be sqlite:<file>, sqlite::memory: or postgres://…'],
    ['SQLITE_SYNCHRONOUS', 'OFF', 'must be NORMAL or FULL'],
    ['MEC_API_ROOT', 'mep.example', 'must be an http or https URL'],
    ['MEC_API_ROOT', 'ftp://mep.example', 'must be an http or https URL'],
    ['MEC_RELATIVE_LINKS', 'yes', 'must be true or false'],
    ['MEC_RELATIVE_LINKS', 'toString', 'must be true or false'],
    ['MEC_DATA_PLANE', 'iptables', 'must be none or nftables'],
    ['MEC_RUNTIME', 'podman', 'must be none, docker or kubernetes'],
    ['MEC_GRANT_URL', 'meo.example', 'must be an http or https URL'],
    ['MEC_DNS_PORT', '-1', dnsPort],
    ['MEC_DNS_PORT', '65536', dnsPort],
    ['MEC_DNS_PORT', 'domain', dnsPort],
    ['MEC_DNS_UPSTREAM', 'dns.example', dnsUpstream],
    ['MEC_DNS_UPSTREAM', '192.0.2.53,', dnsUpstream],
    ['MEC_DNS_UPSTREAM', '192.0.2.53:', dnsUpstream],
    ['MEC_DNS_UPSTREAM', '192.0.2', dnsUpstream],
    ['MEC_DNS_UPSTREAM', '[192.0.2.53', dnsUpstream],
    ['MEC_RAN_FEED', 'ws://host/ran/v1/feed', 'must be an http or https URL'],
    ['MEC_RAN_FEED', 'host:8080', 'must be an http or https URL'],
    ['MEC_MP3_URI', 'http://mep.example:8443/mp3/v1', 'must be an https URL'],
    ['MEC_ORCHESTRATOR_URL', 'meo.example', 'must be an http or https URL'],
    ['MEC_HANDOVER_FORWARD', 'yes', 'must be on or off'],
    ['MEC_BASE_STATIONS', 'enb-1,,enb-2', 'must be ids of base stations, separated by commas'],
    ['MEC_LIVENESS_MIN_S', '0', wholeS],
    ['MEC_LIVENESS_MIN_S', '86401', wholeS],
    ['MEC_LIVENESS_MIN_S', '1.5', wholeS],
    ['MEC_CALLBACK_HOSTS', 'http://host/', 'must be any, or host names and patterns separated by commas'],
    ['MEC_CALLBACK_HOSTS', 'host,,other', 'must be any, or host names and patterns separated by commas'],
    ['MEC_NOTIFY_GIVE_UP_S', '0', 'must be a whole number of seconds, 1 or more'],
    ['MEC_NOTIFY_GIVE_UP_S', 'never', 'must be a whole number of seconds, 1 or more'],
    ['MEC_NOTIFY_GIVE_UP_S', '9'.repeat(400), 'must be a whole number of seconds, 1 or more'],
    ['MEC_NOTIFY_TIMEOUT_MS', '9', wholeMs],
    ['MEC_NOTIFY_TIMEOUT_MS', '600001', wholeMs],
    ['MEC_LOG_LEVEL', 'loud', 'must be trace, debug, info, warn, error or silent'],
    ['MEC_LOG_FORMAT', 'xml', 'must be pretty or json'],
  ])('refuse %s=%s in one sentence', (name, value, sentence) => {
    expect(faultsOf({ [name]: value })).toEqual([`${name} ${sentence}; it is "${value}".`]);
  });

  const mp3 = { MEC_MP3_PORT: '8443', MEC_MP3_CERT: 'platform.crt', MEC_MP3_KEY: 'platform.key', MEC_MP3_CA: 'ca.crt', MEC_MP3_PEERS: 'peers.yaml' };
  const together = 'MEC_MP3_PORT, MEC_MP3_CERT, MEC_MP3_KEY, MEC_MP3_CA, MEC_MP3_PEERS are set together or not at all';
  it.each([
    [{ ...mp3, MEC_MP3_PORT: '0' }, `${together}; MEC_MP3_PORT is not set.`],
    [{ ...mp3, MEC_MP3_KEY: ' ' }, `${together}; MEC_MP3_KEY is not set.`],
    [{ MEC_MP3_PORT: '8443', MEC_MP3_CA: 'ca.crt' }, `${together}; MEC_MP3_CERT and MEC_MP3_KEY and MEC_MP3_PEERS are not set.`],
    [{ ...mp3, MEC_MP3_PORT: '65536' }, 'MEC_MP3_PORT must be a port from 1 to 65535, or 0; it is "65536".'],
  ])('refuse half of Mp3: %j', (environment, sentence) => {
    expect(faultsOf(environment)).toEqual([sentence]);
    expect(faultsOf(mp3)).toEqual([]);
  });

  it('let a process be killed in tests only', () => {
    expect(faultsOf({ MEC_CRASH_AT: 'module:step' })).toEqual(['MEC_CRASH_AT is for tests only: it needs NODE_ENV=test.']);
    expect(faultsOf({ MEC_CRASH_AT: 'somewhere', NODE_ENV: 'test' })).toEqual(['MEC_CRASH_AT must be written <module>:<step>; it is "somewhere".']);
  });

  it('tell all faults at once', () => {
    const faults = faultsOf({ PORT: 'x', MEC_LOG_LEVEL: 'loud', MEC_RELATIVE_LINKS: '1' });
    expect(faults.map((fault) => fault.split(' ', 1)[0]).sort()).toEqual(['MEC_LOG_LEVEL', 'MEC_RELATIVE_LINKS', 'PORT']);
    expect(new ConfigurationError(faults).message).toBe(faults.join('\n'));
  });

  it('are not mistaken for others: unknown names of ours are found', () => {
    const environment = { MEC_PLATFROM_ID: 'x', MEC_PLATFORM_ID: 'x', MECHANISM: 'x', PATH: 'x', MEC_: 'x' };
    expect(unknownSettings(environment)).toEqual(['MEC_PLATFROM_ID', 'MEC_']);
  });
});

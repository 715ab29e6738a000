import { IsIn, IsInt, IsNotEmpty, IsOptional, IsUrl, Matches, Max, Min, MinLength } from 'class-validator';
import { Setting } from './setting.decorator.js';

const DATABASE_URL = /^(sqlite:.+|postgres(ql)?:\/\/.+)$/;
const DNS_UPSTREAM = /^(\d+\.\d+\.\d+\.\d+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$/;
const CALLBACK_HOST = /^(any|[A-Za-z0-9_.:*[\]-]+)$/;

/** Everything that can be set from outside. The README's table is generated from this class. */
export class Settings {
  @Setting('HOST', { kind: 'text', default: '127.0.0.1', meaning: 'address that the server listens on' })
  @IsNotEmpty({ message: 'must be an address or a host name' })
  readonly host!: string;

  @Setting('PORT', { kind: 'integer', default: '8080', meaning: 'port that the server listens on' })
  @IsInt({ message: 'must be a port from 1 to 65535' })
  @Min(1, { message: 'must be a port from 1 to 65535' })
  @Max(65535, { message: 'must be a port from 1 to 65535' })
  readonly port!: number;

  @Setting('DATABASE_URL', {
    kind: 'text',
    default: 'sqlite:data/openmep.sqlite',
    meaning: '`sqlite:<file>`, `sqlite::memory:` (gone when the process ends) or `postgres://…`',
  })
  @Matches(DATABASE_URL, { message: 'must be sqlite:<file>, sqlite::memory: or postgres://…' })
  readonly databaseUrl!: string;

  @Setting('SQLITE_SYNCHRONOUS', {
    kind: 'text',
    default: 'NORMAL',
    meaning: '`NORMAL` survives the death of the process, `FULL` also a loss of power',
  })
  @IsIn(['NORMAL', 'FULL'], { message: 'must be NORMAL or FULL' })
  readonly sqliteSynchronous!: 'NORMAL' | 'FULL';

  @Setting('MEC_DATA_DIR', { kind: 'text', default: 'data', meaning: 'folder of the application packages' })
  @IsNotEmpty({ message: 'must name a folder' })
  readonly dataFolder!: string;

  @Setting('MEC_API_ROOT', {
    kind: 'text',
    defaultInWords: 'from HOST and PORT',
    meaning: 'root of the absolute links in answers and notifications',
  })
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true }, { message: 'must be an http or https URL' })
  readonly apiRoot?: string;

  @Setting('MEC_RELATIVE_LINKS', { kind: 'flag', default: 'false', meaning: '`true` gives links without the root' })
  @IsIn([true, false], { message: 'must be true or false' })
  readonly relativeLinks!: boolean;

  @Setting('MEC_PLATFORM_ID', {
    kind: 'text',
    defaultInWords: 'generated once and stored',
    meaning: 'identity of this platform',
  })
  @IsOptional()
  @MinLength(1, { message: 'must not be empty' })
  readonly platformId?: string;

  @Setting('MEC_PLATFORM_NAME', { kind: 'text', default: 'openmep', meaning: 'name of this platform, in the log at start and in the title of Swagger UI' })
  @IsNotEmpty({ message: 'must not be empty' })
  readonly platformName!: string;

  @Setting('MEC_SEED_FILE', {
    kind: 'text',
    defaultInWords: 'none',
    meaning: 'YAML file with applications; at start, what is missing is created and nothing is overwritten',
  })
  @IsOptional()
  @IsNotEmpty({ message: 'must name a file' })
  readonly seedFile?: string;

  @Setting('MEC_TRANSPORTS_FILE', {
    kind: 'text',
    defaultInWords: 'none',
    meaning: "YAML file with a list of TransportInfo, offered beside the platform's own REST transport",
  })
  @IsOptional()
  @IsNotEmpty({ message: 'must name a file' })
  readonly transportsFile?: string;

  @Setting('MEC_TIMING_FILE', {
    kind: 'text',
    defaultInWords: 'none',
    meaning: 'YAML file with the NTP servers and PTP masters that applications may use, and how traceable the clock of this host is',
  })
  @IsOptional()
  @IsNotEmpty({ message: 'must name a file' })
  readonly timingFile?: string;

  @Setting('MEC_DATA_PLANE', {
    kind: 'text',
    default: 'none',
    meaning: '`none` keeps traffic rules as a record, `nftables` makes the kernel of this host carry them out',
  })
  @IsIn(['none', 'nftables'], { message: 'must be none or nftables' })
  readonly dataPlane!: 'none' | 'nftables';

  @Setting('MEC_RUNTIME', {
    kind: 'text',
    default: 'none',
    meaning: 'what runs the containers of applications: `none` keeps their states as a record, `docker`, `kubernetes`',
  })
  @IsIn(['none', 'docker', 'kubernetes'], { message: 'must be none, docker or kubernetes' })
  readonly runtime!: 'none' | 'docker' | 'kubernetes';

  @Setting('DOCKER_HOST', {
    kind: 'text',
    default: 'unix:///var/run/docker.sock',
    meaning: 'Docker engine of the runtime `docker`: `unix:///…` or `tcp://host:port`',
  })
  @IsNotEmpty({ message: 'must be unix:///… or tcp://host:port' })
  readonly dockerHost!: string;

  @Setting('KUBECONFIG', {
    kind: 'text',
    defaultInWords: '~/.kube/config, or that of the pod',
    meaning: 'file that says how the runtime `kubernetes` reaches its cluster',
  })
  @IsOptional()
  @IsNotEmpty({ message: 'must name a file' })
  readonly kubeconfig?: string;

  @Setting('MEC_HOST_CAPACITY_FILE', {
    kind: 'text',
    defaultInWords: 'unlimited',
    meaning: 'YAML file with the CPU, memory, storage, latency and capabilities that this host has for applications',
  })
  @IsOptional()
  @IsNotEmpty({ message: 'must name a file' })
  readonly hostCapacityFile?: string;

  @Setting('MEC_GRANT_URL', {
    kind: 'text',
    defaultInWords: 'this platform itself',
    meaning: 'another granting service that lifecycle operations ask, such as `http://127.0.0.1:8080/granting/v1`',
  })
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true }, { message: 'must be an http or https URL' })
  readonly grantUrl?: string;

  @Setting('MEC_DNS_HOST', { kind: 'text', defaultInWords: 'as HOST', meaning: 'address that the DNS server listens on' })
  @IsOptional()
  @IsNotEmpty({ message: 'must be an address or a host name' })
  readonly dnsHost?: string;

  @Setting('MEC_DNS_PORT', { kind: 'integer', default: '0', meaning: 'port of the DNS server, UDP and TCP; 0 is off' })
  @IsInt({ message: 'must be a port from 1 to 65535, or 0' })
  @Min(0, { message: 'must be a port from 1 to 65535, or 0' })
  @Max(65535, { message: 'must be a port from 1 to 65535, or 0' })
  readonly dnsPort!: number;

  @Setting('MEC_DNS_UPSTREAM', {
    kind: 'list',
    defaultInWords: 'none',
    meaning: 'DNS servers that are asked for all other names, each `address` or `address:port` (IPv6: `[address]:port`), separated by commas',
  })
  @IsOptional()
  @Matches(DNS_UPSTREAM, { each: true, message: 'must be addresses, each with a port if it is not 53, separated by commas' })
  readonly dnsUpstream?: string[];

  @Setting('MEC_SCENARIO', {
    kind: 'text',
    defaultInWords: 'none',
    meaning: 'the emulated radio network at the first start: `demo`, or a scenario file (YAML)',
  })
  @IsOptional()
  @IsNotEmpty({ message: 'must be demo or name a file' })
  readonly scenario?: string;

  @Setting('MEC_RAN_FEED', {
    kind: 'text',
    defaultInWords: 'none',
    meaning: "another platform's emulated radio network to follow instead, such as `http://127.0.0.1:8080/ran/v1`",
  })
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true }, { message: 'must be an http or https URL' })
  readonly ranFeed?: string;

  @Setting('MEC_BASE_STATIONS', {
    kind: 'list',
    defaultInWords: 'all',
    meaning: "ids of the base stations that are this platform's, separated by commas",
  })
  @IsOptional()
  @IsNotEmpty({ each: true, message: 'must be ids of base stations, separated by commas' })
  readonly baseStations?: string[];

  @Setting('MEC_MP3_PORT', { kind: 'integer', default: '0', meaning: 'port on which other platforms hand traffic rules over (Mp3), with mutual TLS only; 0 is off' })
  @IsInt({ message: 'must be a port from 1 to 65535, or 0' })
  @Min(0, { message: 'must be a port from 1 to 65535, or 0' })
  @Max(65535, { message: 'must be a port from 1 to 65535, or 0' })
  readonly mp3Port!: number;

  @Setting('MEC_MP3_CERT', {
    kind: 'text',
    defaultInWords: 'none',
    meaning: "PEM file with this platform's certificate, whose subjectAltName holds its id: `DNS:<id>` or `URI:urn:openmep:<id>`",
  })
  @IsOptional()
  @IsNotEmpty({ message: 'must name a file' })
  readonly mp3Cert?: string;

  @Setting('MEC_MP3_KEY', { kind: 'text', defaultInWords: 'none', meaning: 'PEM file with the private key of that certificate' })
  @IsOptional()
  @IsNotEmpty({ message: 'must name a file' })
  readonly mp3Key?: string;

  @Setting('MEC_MP3_CA', { kind: 'text', defaultInWords: 'none', meaning: 'PEM file with the certificates of the authorities that peers may have theirs from' })
  @IsOptional()
  @IsNotEmpty({ message: 'must name a file' })
  readonly mp3Ca?: string;

  @Setting('MEC_MP3_PEERS', {
    kind: 'text',
    defaultInWords: 'none',
    meaning: 'YAML file with a list of the peers, each `platformId`, `mp3Uri` and, if wanted, `baseStations`, the global ids of those where it stands',
  })
  @IsOptional()
  @IsNotEmpty({ message: 'must name a file' })
  readonly mp3Peers?: string;

  @Setting('MEC_MP3_URI', {
    kind: 'text',
    defaultInWords: 'from HOST and MEC_MP3_PORT',
    meaning: 'URI under which peers reach Mp3 here, such as `https://mep.example:8443/mp3/v1`',
  })
  @IsOptional()
  @IsUrl({ protocols: ['https'], require_tld: false, require_protocol: true }, { message: 'must be an https URL' })
  readonly mp3Uri?: string;

  @Setting('MEC_ORCHESTRATOR_URL', {
    kind: 'text',
    defaultInWords: 'this platform itself',
    meaning: 'orchestrator at which this platform registers, and which knows which platform stands at which base station, such as `http://127.0.0.1:8080/orchestrator/v1`',
  })
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_tld: false, require_protocol: true }, { message: 'must be an http or https URL' })
  readonly orchestratorUrl?: string;

  @Setting('MEC_HANDOVER_FORWARD', {
    kind: 'text',
    default: 'off',
    meaning: '`on` passes packets of a UE that is about to come, and that no rule here takes, to the platform that still serves it',
  })
  @IsIn(['on', 'off'], { message: 'must be on or off' })
  readonly handoverForward!: 'on' | 'off';

  @Setting('MEC_LIVENESS_MIN_S', {
    kind: 'integer',
    default: '1',
    meaning: 'shortest interval in seconds between two heartbeats; a shorter proposal is raised to it',
  })
  @IsInt({ message: 'must be a whole number of seconds from 1 to 86400' })
  @Min(1, { message: 'must be a whole number of seconds from 1 to 86400' })
  @Max(86400, { message: 'must be a whole number of seconds from 1 to 86400' })
  readonly livenessMinimumSeconds!: number;

  @Setting('MEC_CALLBACK_HOSTS', {
    kind: 'list',
    default: 'any',
    meaning: 'hosts that notifications may go to: `any`, or names and patterns such as `*.example.com,10.0.*`',
  })
  @Matches(CALLBACK_HOST, { each: true, message: 'must be any, or host names and patterns separated by commas' })
  readonly callbackHosts!: string[];

  @Setting('MEC_NOTIFY_GIVE_UP_S', {
    kind: 'integer',
    default: '86400',
    meaning: 'seconds after which an undeliverable notification is given up',
  })
  @IsInt({ message: 'must be a whole number of seconds, 1 or more' })
  @Min(1, { message: 'must be a whole number of seconds, 1 or more' })
  readonly notifyGiveUpSeconds!: number;

  @Setting('MEC_NOTIFY_TIMEOUT_MS', {
    kind: 'integer',
    default: '5000',
    meaning: 'milliseconds that a subscriber has to answer one notification',
  })
  @IsInt({ message: 'must be a whole number of milliseconds from 10 to 600000' })
  @Min(10, { message: 'must be a whole number of milliseconds from 10 to 600000' })
  @Max(600000, { message: 'must be a whole number of milliseconds from 10 to 600000' })
  readonly notifyTimeoutMs!: number;

  @Setting('MEC_LOG_LEVEL', { kind: 'text', default: 'info', meaning: '`trace`, `debug`, `info`, `warn`, `error` or `silent`' })
  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'silent'], { message: 'must be trace, debug, info, warn, error or silent' })
  readonly logLevel!: string;

  @Setting('MEC_LOG_FORMAT', {
    kind: 'text',
    defaultInWords: 'pretty on a terminal, else json',
    meaning: '`pretty` or `json`',
  })
  @IsOptional()
  @IsIn(['pretty', 'json'], { message: 'must be pretty or json' })
  readonly logFormat?: 'pretty' | 'json';

  @Setting('MEC_CRASH_AT', {
    kind: 'text',
    defaultInWords: 'none',
    meaning: 'test only (`NODE_ENV=test`): the process kills itself at this step, written `<module>:<step>`',
  })
  @IsOptional()
  @Matches(/^[a-z-]+:[a-z-]+$/, { message: 'must be written <module>:<step>' })
  readonly crashAt?: string;
}

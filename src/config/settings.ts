import { Setting } from './setting.decorator.js';
import { file, flag, list, oneOf, port, portOrNone, text, textLike, url, whole } from './setting-forms.js';

const DATABASE_URL = /^(sqlite:.+|postgres(ql)?:\/\/.+)$/;
const DNS_UPSTREAM = /^(\d+\.\d+\.\d+\.\d+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$/;
const CALLBACK_HOST = /^(any|[A-Za-z0-9_.:*[\]-]+)$/;

/** Everything that can be set from outside. The README's table is generated from this class. */
export class Settings {
  @Setting('HOST', { form: text('must be an address or a host name'), default: '127.0.0.1', meaning: 'address that the server listens on' })
  readonly host!: string;

  @Setting('PORT', { form: port, default: '8080', meaning: 'port that the server listens on' })
  readonly port!: number;

  @Setting('DATABASE_URL', {
    form: textLike(DATABASE_URL, 'must be sqlite:<file>, sqlite::memory: or postgres://…'),
    default: 'sqlite:data/openmep.sqlite',
    meaning: '`sqlite:<file>`, `sqlite::memory:` (gone when the process ends) or `postgres://…`',
  })
  readonly databaseUrl!: string;

  @Setting('SQLITE_SYNCHRONOUS', {
    form: oneOf('NORMAL', 'FULL'),
    default: 'NORMAL',
    meaning: '`NORMAL` survives the death of the process, `FULL` also a loss of power',
  })
  readonly sqliteSynchronous!: 'NORMAL' | 'FULL';

  @Setting('MEC_DATA_DIR', { form: text('must name a folder'), default: 'data', meaning: 'folder of the application packages and of the image library (with `sqlite::memory:` a temporary one)' })
  readonly dataFolder!: string;

  @Setting('MEC_API_ROOT', { form: url('http', 'https'), defaultInWords: 'from HOST and PORT', meaning: 'root of the absolute links in answers and notifications' })
  readonly apiRoot?: string;

  @Setting('MEC_RELATIVE_LINKS', { form: flag, default: 'false', meaning: '`true` gives links without the root' })
  readonly relativeLinks!: boolean;

  @Setting('MEC_PLATFORM_ID', { form: text('must not be empty'), defaultInWords: 'generated once and stored', meaning: 'identity of this platform' })
  readonly platformId?: string;

  @Setting('MEC_PLATFORM_NAME', {
    form: text('must not be empty'),
    default: 'openmep',
    meaning: 'name of this platform, in the log at start and in the title of Swagger UI',
  })
  readonly platformName!: string;

  @Setting('MEC_SEED_FILE', {
    form: file,
    defaultInWords: 'none',
    meaning: 'YAML file with applications; at start, what is missing is created and nothing is overwritten',
  })
  readonly seedFile?: string;

  @Setting('MEC_TRANSPORTS_FILE', {
    form: file,
    defaultInWords: 'none',
    meaning: "YAML file with a list of TransportInfo, offered beside the platform's own REST transport",
  })
  readonly transportsFile?: string;

  @Setting('MEC_TIMING_FILE', {
    form: file,
    defaultInWords: 'none',
    meaning: 'YAML file with the NTP servers and PTP masters that applications may use, and how traceable the clock of this host is',
  })
  readonly timingFile?: string;

  @Setting('MEC_DATA_PLANE', {
    form: oneOf('none', 'nftables'),
    default: 'none',
    meaning: '`none` keeps traffic rules as a record, `nftables` makes the kernel of this host carry them out',
  })
  readonly dataPlane!: 'none' | 'nftables';

  @Setting('MEC_RUNTIME', {
    form: oneOf('none', 'docker', 'kubernetes'),
    default: 'none',
    meaning: 'what runs the containers of applications: `none` keeps their states as a record, `docker`, `kubernetes`',
  })
  readonly runtime!: 'none' | 'docker' | 'kubernetes';

  @Setting('DOCKER_HOST', {
    form: text('must be unix:///… or tcp://host:port'),
    default: 'unix:///var/run/docker.sock',
    meaning: 'Docker engine of the runtime `docker`: `unix:///…` or `tcp://host:port`',
  })
  readonly dockerHost!: string;

  @Setting('KUBECONFIG', {
    form: file,
    defaultInWords: '~/.kube/config, or that of the pod',
    meaning: 'file that says how the runtime `kubernetes` reaches its cluster',
  })
  readonly kubeconfig?: string;

  @Setting('MEC_HOST_CAPACITY_FILE', {
    form: file,
    defaultInWords: 'unlimited',
    meaning: 'YAML file with the CPU, memory, storage, latency and capabilities that this host has for applications',
  })
  readonly hostCapacityFile?: string;

  @Setting('MEC_GRANT_URL', {
    form: url('http', 'https'),
    defaultInWords: 'this platform itself',
    meaning: 'another granting service that lifecycle operations ask, such as `http://127.0.0.1:8080/granting/v1`',
  })
  readonly grantUrl?: string;

  @Setting('MEC_DNS_HOST', { form: text('must be an address or a host name'), defaultInWords: 'as HOST', meaning: 'address that the DNS server listens on' })
  readonly dnsHost?: string;

  @Setting('MEC_DNS_PORT', { form: portOrNone, default: '0', meaning: 'port of the DNS server, UDP and TCP; 0 is off' })
  readonly dnsPort!: number;

  @Setting('MEC_DNS_UPSTREAM', {
    form: list('must be addresses, each with a port if it is not 53, separated by commas', DNS_UPSTREAM),
    defaultInWords: 'none',
    meaning: 'DNS servers that are asked for all other names, each `address` or `address:port` (IPv6: `[address]:port`), separated by commas',
  })
  readonly dnsUpstream?: string[];

  @Setting('MEC_SCENARIO', {
    form: text('must be demo or name a file'),
    defaultInWords: 'none',
    meaning: 'the emulated radio network at the first start: `demo`, or a scenario file (YAML)',
  })
  readonly scenario?: string;

  @Setting('MEC_RAN_FEED', {
    form: url('http', 'https'),
    defaultInWords: 'none',
    meaning: "another platform's emulated radio network to follow instead, such as `http://127.0.0.1:8080/ran/v1`",
  })
  readonly ranFeed?: string;

  @Setting('MEC_BASE_STATIONS', {
    form: list('must be ids of base stations, separated by commas'),
    defaultInWords: 'all',
    meaning: "ids of the base stations that are this platform's, separated by commas",
  })
  readonly baseStations?: string[];

  @Setting('MEC_MP3_PORT', {
    form: portOrNone,
    default: '0',
    meaning: 'port on which other platforms hand traffic rules over (Mp3), with mutual TLS only; 0 is off',
  })
  readonly mp3Port!: number;

  @Setting('MEC_MP3_CERT', {
    form: file,
    defaultInWords: 'none',
    meaning: "PEM file with this platform's certificate, whose subjectAltName holds its id: `DNS:<id>` or `URI:urn:openmep:<id>`",
  })
  readonly mp3Cert?: string;

  @Setting('MEC_MP3_KEY', { form: file, defaultInWords: 'none', meaning: 'PEM file with the private key of that certificate' })
  readonly mp3Key?: string;

  @Setting('MEC_MP3_CA', { form: file, defaultInWords: 'none', meaning: 'PEM file with the certificates of the authorities that peers may have theirs from' })
  readonly mp3Ca?: string;

  @Setting('MEC_MP3_PEERS', {
    form: file,
    defaultInWords: 'none',
    meaning: 'YAML file with a list of the peers, each `platformId`, `mp3Uri` and, if wanted, `baseStations`, the global ids of those where it stands',
  })
  readonly mp3Peers?: string;

  @Setting('MEC_MP3_URI', {
    form: url('https'),
    defaultInWords: 'from HOST and MEC_MP3_PORT',
    meaning: 'URI under which peers reach Mp3 here, such as `https://mep.example:8443/mp3/v1`',
  })
  readonly mp3Uri?: string;

  @Setting('MEC_ORCHESTRATOR_URL', {
    form: url('http', 'https'),
    defaultInWords: 'this platform itself',
    meaning: 'orchestrator at which this platform registers, and which knows which platform stands at which base station, such as `http://127.0.0.1:8080/orchestrator/v1`',
  })
  readonly orchestratorUrl?: string;

  @Setting('MEC_HANDOVER_FORWARD', {
    form: oneOf('on', 'off'),
    default: 'off',
    meaning: '`on` passes packets of a UE that is about to come, and that no rule here takes, to the platform that still serves it',
  })
  readonly handoverForward!: 'on' | 'off';

  @Setting('MEC_LIVENESS_MIN_S', {
    form: whole('seconds', 1, 86400),
    default: '1',
    meaning: 'shortest interval in seconds between two heartbeats; a shorter proposal is raised to it',
  })
  readonly livenessMinimumSeconds!: number;

  @Setting('MEC_CALLBACK_HOSTS', {
    form: list('must be any, or host names and patterns separated by commas', CALLBACK_HOST),
    default: 'any',
    meaning: 'hosts that notifications may go to: `any`, or names and patterns such as `*.example.com,10.0.*`',
  })
  readonly callbackHosts!: string[];

  @Setting('MEC_NOTIFY_GIVE_UP_S', { form: whole('seconds', 1), default: '86400', meaning: 'seconds after which an undeliverable notification is given up' })
  readonly notifyGiveUpSeconds!: number;

  @Setting('MEC_NOTIFY_TIMEOUT_MS', {
    form: whole('milliseconds', 10, 600000),
    default: '5000',
    meaning: 'milliseconds that a subscriber has to answer one notification',
  })
  readonly notifyTimeoutMs!: number;

  @Setting('MEC_LOG_LEVEL', {
    form: oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent'),
    default: 'info',
    meaning: '`trace`, `debug`, `info`, `warn`, `error` or `silent`',
  })
  readonly logLevel!: string;

  @Setting('MEC_LOG_FORMAT', { form: oneOf('pretty', 'json'), defaultInWords: 'pretty on a terminal, else json', meaning: '`pretty` or `json`' })
  readonly logFormat?: 'pretty' | 'json';

  @Setting('MEC_CRASH_AT', {
    form: textLike(/^[a-z-]+:[a-z-]+$/, 'must be written <module>:<step>'),
    defaultInWords: 'none',
    meaning: 'test only (`NODE_ENV=test`): the process kills itself at this step, written `<module>:<step>`',
  })
  readonly crashAt?: string;
}

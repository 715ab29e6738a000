/** An object of the Kubernetes API, as far as the stand-in looks at it. */
export interface ClusterObject {
  kind?: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    deletionTimestamp?: string;
  };
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
  /** Of a ConfigMap, in base64. */
  binaryData?: Record<string, string>;
}

/** A fault as the API tells it. */
export class StatusFault extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}

const invalid = (message: string) => new StatusFault(422, 'Invalid', message);

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const LABEL_NAME = /^([a-z0-9.-]+\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const QUANTITY = /^\d+(\.\d+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/;
const NODE_PORTS = [30_000, 32_767] as const;

const CONFIG_KEY = /^[-._a-zA-Z0-9]{1,253}$/;
const MOST_CONFIG_BYTES = 2 ** 20;

interface Container {
  name: string;
  image: string;
  readinessProbe?: object;
  volumeMounts?: { name: string }[];
  env?: { name: string; value: string }[];
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
}

interface PodVolume {
  name: string;
  configMap?: { name: string; items?: { key: string; path: string }[] };
  persistentVolumeClaim?: { claimName: string };
}

const podOf = ({ spec }: ClusterObject) => (spec?.['template'] as { spec: { containers: Container[]; volumes?: PodVolume[] } }).spec;

export const containersOf = (deployment: ClusterObject): Container[] => podOf(deployment).containers;

export const podVolumesOf = (deployment: ClusterObject): PodVolume[] => podOf(deployment).volumes ?? [];

function checkContainer({ name, image, resources = {} }: Container): void {
  if (!DNS_LABEL.test(name)) throw invalid(`container name "${name}" is no DNS label`);
  if (!image) throw invalid('a container needs an image');
  for (const quantity of Object.values({ ...resources.requests, ...resources.limits })) if (!QUANTITY.test(quantity)) throw invalid(`"${quantity}" is no quantity`);
}

function checkDeployment(deployment: ClusterObject): void {
  const { selector, template } = deployment.spec as { selector: { matchLabels: Record<string, string> }; template: { metadata: { labels: Record<string, string> } } };
  for (const [name, value] of Object.entries(selector.matchLabels)) if (template.metadata.labels[name] !== value) throw invalid('`selector` does not match template `labels`');
  const containers = containersOf(deployment);
  if (new Set(containers.map(({ name }) => name)).size !== containers.length) throw invalid('container names repeat');
  containers.forEach(checkContainer);
  const volumes = podVolumesOf(deployment);
  for (const { volumeMounts = [] } of containers) for (const { name } of volumeMounts) if (!volumes.some((volume) => volume.name === name)) throw invalid(`volumeMounts.name: Not found: "${name}"`);
  for (const { path } of volumes.flatMap(({ configMap }) => configMap?.items ?? [])) if (path.startsWith('/') || path.split('/').includes('..')) throw invalid(`items.path: "${path}" leads out`);
}

function checkService({ spec }: ClusterObject): void {
  const ports = (spec?.['ports'] ?? []) as { name?: string; port: number; nodePort?: number }[];
  if (ports.length === 0) throw invalid('spec.ports: Required value');
  for (const { name = '', nodePort = NODE_PORTS[0] } of ports) {
    if (ports.length > 1 && !DNS_LABEL.test(name)) throw invalid('spec.ports.name: Required value');
    if (nodePort < NODE_PORTS[0] || nodePort > NODE_PORTS[1]) throw invalid('spec.ports.nodePort: provided port is not in the valid range');
  }
}

function checkConfigMap({ binaryData = {} }: ClusterObject): void {
  for (const key of Object.keys(binaryData)) if (!CONFIG_KEY.test(key)) throw invalid(`"${key}" is no key of a ConfigMap`);
  const bytes = Object.values(binaryData).reduce((sum, content) => sum + Buffer.from(content, 'base64').length, 0);
  if (bytes > MOST_CONFIG_BYTES) throw invalid(`Too long: must have at most ${MOST_CONFIG_BYTES} bytes`);
}

const CHECKS: Record<string, (object: ClusterObject) => void> = { Deployment: checkDeployment, Service: checkService, ConfigMap: checkConfigMap };

/** The rules of the API that a client could break. @throws StatusFault */
export function checkObject(object: ClusterObject): void {
  const { name, labels = {}, annotations = {} } = object.metadata;
  if (!DNS_LABEL.test(name)) throw invalid(`metadata.name "${name}" is no DNS label`);
  for (const key of Object.keys({ ...labels, ...annotations })) if (!LABEL_NAME.test(key)) throw invalid(`"${key}" is no name of a label`);
  for (const value of Object.values(labels)) if (!LABEL_VALUE.test(value)) throw invalid(`"${value}" is no value of a label`);
  CHECKS[object.kind ?? '']?.(object);
}

/** RFC 7396. */
export function merged(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result: Record<string, unknown> = typeof target === 'object' && target !== null ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merged(result[key], value);
  }
  return result;
}

import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

type Files = Record<string, string | Buffer>;

export const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

export const META_FILE = 'TOSCA-Metadata/TOSCA.meta';
export const DESCRIPTOR = 'Definitions/appd.json';
export const MANIFEST = 'app.mf';
export const IMAGE = 'Files/images/camera.tar';
const LICENCE = 'Files/licence.txt';

const image = Buffer.from('an image of a container');

/** A descriptor of an application in one container, its image among the files of the package. */
export const descriptor = (changes: object = {}) => ({
  appDId: 'camera-appd',
  appName: 'camera',
  appProvider: 'Example',
  appSoftVersion: '1.2.0',
  appDVersion: '1.0',
  mecVersion: '3.1.1, 2.2.1',
  appDescription: 'Counts cars',
  osContainerDescriptor: [{ osContainerDescId: 'camera', name: 'camera', description: 'The only one', swImageDesc: imageDescriptor() }],
  swImageDescriptor: [imageDescriptor()],
  appExtCpd: [{ cpdId: 'service', layerProtocol: ['IPV4'] }],
  mcioIdentificationData: { name: 'camera', type: 'Deployment' },
  ...changes,
});

export const imageDescriptor = (changes: object = {}) => ({
  id: 'camera-image',
  name: 'camera',
  version: '1.2.0',
  containerFormat: 'DOCKER',
  checksum: { algorithm: 'sha-256', hash: sha256(image) },
  size: image.length,
  swImage: IMAGE,
  ...changes,
});

export const metaFile = (entries: Record<string, string> = {}): string => {
  const all = { 'TOSCA-Meta-File-Version': '1.1', 'CSAR-Version': '1.1', 'Created-By': 'Example', 'Entry-Definitions': DESCRIPTOR, 'ETSI-Entry-Manifest': MANIFEST, ...entries };
  return Object.entries(all).map(([name, value]) => `${name}: ${value}\n`).join('');
};

/** Lists all files but itself. */
export function manifest(files: Files, metadata: Record<string, string> = {}): string {
  const lines = Object.entries({ vnfd_id: 'camera-appd', vnf_provider_id: 'Example', mec_versions: '3.1.1', ...metadata }).map(([name, value]) => `  ${name}: ${value}\n`);
  const sources = Object.entries(files).map(([path, content]) => `\nSource: ${path}\nAlgorithm: SHA-256\nHash: ${sha256(content)}\n`);
  return `metadata:\n${lines.join('')}${sources.join('')}`;
}

interface Parts {
  appD?: object;
  /** Beside the descriptor, the image and a licence; undefined takes one away. */
  files?: Record<string, string | Buffer | undefined>;
  metadata?: Record<string, string>;
}

/** The files of a package, with a manifest that fits. */
export function packageFiles({ appD = descriptor(), files = {}, metadata = {} }: Parts = {}): Files {
  const all = { [META_FILE]: metaFile(), [DESCRIPTOR]: JSON.stringify(appD), [IMAGE]: image, [LICENCE]: 'Apache-2.0', ...files };
  const present = Object.fromEntries(Object.entries(all).filter(([, content]) => content !== undefined)) as Files;
  const appDId = (appD as { appDId?: string }).appDId ?? 'camera-appd';
  return { [MANIFEST]: manifest(present, { vnfd_id: appDId, ...metadata }), ...present };
}

/** Packs files. */
export function zip(files: Files, { compress = true }: { compress?: boolean } = {}): Promise<Buffer> {
  const file = new ZipFile();
  for (const [path, content] of Object.entries(files)) file.addBuffer(Buffer.from(content), path, { compress });
  file.end();
  return buffer(file.outputStream);
}

/** A package that can be onboarded. */
export const packageFile = (parts: Parts = {}): Promise<Buffer> => zip(packageFiles(parts));

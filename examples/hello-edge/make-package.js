// Packs the example: node examples/hello-edge/make-package.js [image.tar] > hello-edge.csar
// The image is what `docker save` writes. Without one the package holds a text in its place, which is enough where no container runs (MEC_RUNTIME=none).
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZipFile } from 'yazl';

const SOURCES = join(import.meta.dirname, 'package');
const IMAGE = 'Files/image.tar';
const MANIFEST = 'hello-edge.mf';

const [imageFile] = process.argv.slice(2);
const image = imageFile === undefined ? Buffer.from('There is no image in this package.\n') : readFileSync(imageFile);
const sources = readdirSync(SOURCES, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name).slice(SOURCES.length + 1).replaceAll('\\', '/'));
const files = new Map([...sources.map((path) => [path, readFileSync(join(SOURCES, path))]), [IMAGE, image]]);

const metadata = { vnfd_id: 'hello-edge', vnf_provider_id: 'OpenMEP', vnf_product_name: 'hello-edge', vnf_software_version: '1.0.0', mec_versions: '3.1.1' };
const digest = (content) => createHash('sha256').update(content).digest('hex');
const manifest = [
  'metadata:',
  ...Object.entries(metadata).map(([name, value]) => `  ${name}: ${value}`),
  ...[...files].map(([path, content]) => `\nSource: ${path}\nAlgorithm: SHA-256\nHash: ${digest(content)}`),
];

const zip = new ZipFile();
for (const [path, content] of files) zip.addBuffer(content, path);
zip.addBuffer(Buffer.from(`${manifest.join('\n')}\n`), MANIFEST);
zip.end();
zip.outputStream.pipe(process.stdout);

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, createReadStream, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DockerEngine } from './docker-engine.js';

/** Serves /www at port 8000, says who it is, and ends when it is asked to. */
const SERVE = `trap 'echo asked to stop; exit 0' TERM
echo "I am $OPENMEP_APP_INSTANCE_ID"
echo "and this is an error" >&2
httpd -f -p 8000 -h /www &
wait`;

/** How an application of the platform tells it something. */
const TELL = `tell() {
  until wget -q -O - --header 'Content-Type: application/json' --post-data "$2" "$OPENMEP_API_ROOT$1"; do sleep 0.1; done
}
ready() {
  tell "/mec_app_support/v2/applications/$OPENMEP_APP_INSTANCE_ID/confirm_ready" '{"indication":"READY"}'
}
transport='{"id":"own","name":"REST","type":"REST_HTTP","protocol":"HTTP","version":"1.1","endpoint":{"uris":["http://camera.edge.example/"]},"security":{}}'
offer() {
  service='{"serName":"'$OPENMEP_BOOT_DATA'","version":"1.0.0","state":"ACTIVE","serializer":"JSON","transportInfo":'$transport'}'
  tell "/mec_service_mgmt/v1/applications/$OPENMEP_APP_INSTANCE_ID/services" "$service"
}`;

/** What an application does: it serves its own id at port 8000, says that it is ready, and offers the service that its boot data name. */
const OFFER = `${TELL}
trap 'echo asked to stop; exit 0' TERM
echo "$OPENMEP_APP_INSTANCE_ID" > /www/index.html
httpd -f -p 8000 -h /www &
ready
offer
wait`;

/** The same, but it says and does that only when it is asked to stop. */
const TOO_LATE = `${TELL}
trap 'ready; offer; exit 0' TERM
httpd -f -p 8000 -h /www &
wait`;

/** The root of a container, with nothing in it but busybox and a page. */
function rootFolder(engine: DockerEngine): string {
  const root = mkdtempSync(join(engine.folder, 'root-'));
  for (const folder of ['bin', 'tmp', 'www']) mkdirSync(join(root, folder));
  copyFileSync('/bin/busybox', join(root, 'bin', 'busybox'));
  execFileSync('ln', ['-s', 'busybox', join(root, 'bin', 'sh')]);
  for (const program of ['httpd', 'sleep', 'wget', 'true', 'false']) execFileSync('ln', ['-s', 'busybox', join(root, 'bin', program)]);
  writeFileSync(join(root, 'www', 'index.html'), 'hello from the edge\n');
  return root;
}

/** Builds an image from scratch, writes it to an archive and takes it away from the engine. Answers archive and id. */
export async function archiveOf(engine: DockerEngine, name: string, command: string[], instructions: string[] = []): Promise<{ file: string; id: string }> {
  const tag = `built/${name}:1`;
  const id = await engine.build(rootFolder(engine), tag, command, instructions);
  const file = join(engine.folder, `${name}.tar`);
  await engine.save(tag, file);
  await engine.client.getImage(tag).remove();
  return { file, id };
}

/** The same, of an image that says how to find out whether it is well. */
export const healthy = (engine: DockerEngine) =>
  archiveOf(engine, 'healthy', ['/bin/sh', '-c', SERVE], ['HEALTHCHECK --interval=1s --retries=1 CMD ["/bin/wget", "-q", "-O", "-", "http://127.0.0.1:8000/"]']);

/** Hands an archive to whoever loads it. */
export const opening = (file: string) => () => Promise.resolve(createReadStream(file));

export const offering = (engine: DockerEngine) => archiveOf(engine, 'offering', ['/bin/sh', '-c', OFFER]);

export const tooLate = (engine: DockerEngine) => archiveOf(engine, 'too-late', ['/bin/sh', '-c', TOO_LATE]);

/** An image of which a container can be made, but not started. */
export const impossible = (engine: DockerEngine) => archiveOf(engine, 'impossible', ['/bin/absent']);

export const serving = (engine: DockerEngine) => archiveOf(engine, 'serving', ['/bin/sh', '-c', SERVE]);

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** The same image as an OCI image layout (no manifest.json), in an index of images for several platforms, as builders write it. */
export function asOciLayout(engine: DockerEngine, dockerArchive: string): string {
  const unpacked = mkdtempSync(join(engine.folder, 'docker-'));
  const layout = mkdtempSync(join(engine.folder, 'oci-'));
  mkdirSync(join(layout, 'blobs', 'sha256'), { recursive: true });
  execFileSync('tar', ['-C', unpacked, '-x', '-f', dockerArchive]);
  const blob = (mediaType: string, content: Buffer) => {
    const digest = sha256(content);
    writeFileSync(join(layout, 'blobs', 'sha256', digest), content);
    return { mediaType, digest: `sha256:${digest}`, size: content.length };
  };
  const written = (mediaType: string, document: object) => blob(mediaType, Buffer.from(JSON.stringify(document)));
  const [image] = JSON.parse(readFileSync(join(unpacked, 'manifest.json'), 'utf8')) as [{ Config: string; Layers: string[] }];
  const config = blob('application/vnd.oci.image.config.v1+json', readFileSync(join(unpacked, image.Config)));
  const layers = image.Layers.map((layer) => blob('application/vnd.oci.image.layer.v1.tar', readFileSync(join(unpacked, layer))));
  const manifest = written('application/vnd.oci.image.manifest.v1+json', { schemaVersion: 2, config, layers });
  const attestation = written('application/vnd.oci.image.manifest.v1+json', { schemaVersion: 2, config, layers: [] });
  const index = written('application/vnd.oci.image.index.v1+json', {
    schemaVersion: 2,
    manifests: [
      { ...attestation, platform: { os: 'unknown', architecture: 'unknown' } },
      { ...attestation, platform: { os: 'linux', architecture: 'riscv64' } },
      { ...manifest, platform: { os: 'linux', architecture: process.arch === 'x64' ? 'amd64' : process.arch } },
    ],
  });
  writeFileSync(join(layout, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  writeFileSync(join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [index] }));
  execFileSync('tar', ['-C', layout, '-c', '-f', `${layout}.tar`, '.']);
  return `${layout}.tar`;
}

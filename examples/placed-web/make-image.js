// Writes an OCI image without any program: node examples/placed-web/make-image.js > placed-web.tar
// Enough where no container runs (clouds with the runtime none). Where one does, use what `docker save` writes (image/Dockerfile).
import { createHash } from 'node:crypto';

const digest = (content) => `sha256:${createHash('sha256').update(content).digest('hex')}`;
const BLOCK = 512;
const padded = (content) => Buffer.concat([content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)]);

/** A header of ustar (POSIX.1-1988), its checksum in bytes 148 to 155. */
function header(name, size) {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0);
  block.write('0000644\0', 100);
  block.write(`${'0000000\0'.repeat(2)}${size.toString(8).padStart(11, '0')}\0${'0'.repeat(11)}\0${' '.repeat(8)}0`, 108);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

const tar = (files) => Buffer.concat([...files.flatMap(([name, content]) => [header(name, content.length), padded(content)]), Buffer.alloc(2 * BLOCK)]);
const json = (value) => Buffer.from(JSON.stringify(value));
const described = (mediaType, content) => ({ mediaType, digest: digest(content), size: content.length });
const blob = (content) => [`blobs/${digest(content).replace(':', '/')}`, content];

const layer = tar([['etc/placed-web', Buffer.from('There is no program in this image.\n')]]);
const configuration = json({ architecture: process.arch === 'arm64' ? 'arm64' : 'amd64', os: 'linux', config: {}, rootfs: { type: 'layers', diff_ids: [digest(layer)] } });
const manifest = json({
  schemaVersion: 2,
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  config: described('application/vnd.oci.image.config.v1+json', configuration),
  layers: [described('application/vnd.oci.image.layer.v1.tar', layer)],
});
const index = json({ schemaVersion: 2, manifests: [described('application/vnd.oci.image.manifest.v1+json', manifest)] });

process.stdout.write(tar([['oci-layout', json({ imageLayoutVersion: '1.0.0' })], ['index.json', index], ...[layer, configuration, manifest].map(blob)]));

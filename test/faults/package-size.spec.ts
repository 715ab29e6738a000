import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { request } from 'undici';
import { ZipFile } from 'yazl';
import { eventually } from '../support/eventually.js';
import { MANIFEST, packageFiles } from '../support/packages/package-file.js';
import { announcement, type AppPkgInfo, PACKAGES } from '../support/packages/packages.js';
import { newDatabase, type ServerProcess, startProcess, temporaryFolder } from '../support/process.js';

const MIB = 2 ** 20;
const PACKAGE_MIB = 500;
/** What the process may need at its worst beyond what it has had at its start. */
const MOST_MIB = 100;

function* pieces(): Generator<Buffer> {
  for (let piece = 0; piece < PACKAGE_MIB; piece++) yield Buffer.alloc(MIB, piece);
}

function hashOf(content: Iterable<Buffer>): string {
  const hash = createHash('sha256');
  for (const piece of content) hash.update(piece);
  return hash.digest('hex');
}

/** Writes a package with one file of 500 MiB. */
async function writePackage(file: string): Promise<void> {
  const { [MANIFEST]: manifest, ...files } = packageFiles();
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path);
  zip.addBuffer(Buffer.from(`${String(manifest)}\nSource: Files/big\nAlgorithm: SHA-256\nHash: ${hashOf(pieces())}\n`), MANIFEST);
  zip.addReadStream(Readable.from(pieces()), 'Files/big', { compress: false });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}

async function checksumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** The most memory that a process has had, in MiB. */
const mostMemory = ({ pid }: ServerProcess): number => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;


describe('a package of 500 MiB', () => {
  it(
    `is uploaded, examined and downloaded in ${MOST_MIB} MiB of memory more`,
    async () => {
      const folder = temporaryFolder();
      const file = join(folder, 'package.zip');
      await writePackage(file);
      const { size } = statSync(file);
      const server = await startProcess({ environment: { DATABASE_URL: await newDatabase(), MEC_DATA_DIR: join(folder, 'data') } });
      const before = mostMemory(server);
      const json = { 'content-type': 'application/json' };
      const announced = announcement(Buffer.alloc(0), { checksum: { algorithm: 'SHA-256', hash: await checksumOf(file) } });
      const created = await request(`${server.origin}${PACKAGES}`, { method: 'POST', headers: json, body: JSON.stringify(announced) });
      const { id } = (await created.body.json()) as AppPkgInfo;
      const content = `${server.origin}${PACKAGES}/${id}/package_content`;
      const uploaded = await request(content, { method: 'PUT', headers: { 'content-type': 'application/zip', 'content-length': String(size) }, body: createReadStream(file), headersTimeout: 0 });
      expect([uploaded.statusCode, await uploaded.body.text()]).toEqual([202, '']);
      await eventually(async () => {
        const { body } = await request(`${server.origin}${PACKAGES}/${id}`);
        expect(await body.json()).toMatchObject({ onboardingState: 'ONBOARDED' });
      });
      const { body } = await request(content);
      let received = 0;
      for await (const piece of body) received += (piece as Buffer).length;
      expect(received).toBe(size);
      expect(mostMemory(server) - before).toBeLessThan(MOST_MIB);
    },
    120_000,
  );
});

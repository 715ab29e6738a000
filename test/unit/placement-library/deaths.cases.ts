import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, image, layoutArchive } from '../../support/placement/image-archives.js';
import { blobsIn, listedIn } from '../../support/placement/library-folder.js';
import { inPieces, MYSQL, NGINX, startLibrary } from '../../support/placement/memory-library.js';

const WEB = image('base', 'web');
const OTHER = image('base', 'other');

type Started = Awaited<ReturnType<typeof startLibrary>>;

/** What the disk holds is what the rows say, neither more nor less. */
function requireSound({ library, folder, rows }: Started): void {
  const blobs = new Set([...rows.state.images.flatMap((row) => row.blobs), ...rows.state.files].map((digest) => digest.slice(7)));
  expect(blobsIn(folder)).toEqual([...blobs].sort());
  const listed = existsSync(join(folder, 'index.json')) ? listedIn(folder) : { names: [], digests: [] };
  expect(listed.digests).toEqual(rows.state.images.map(({ digest }) => digest).sort());
  expect(listed.names).toEqual(rows.state.names.map(({ repository, tag }) => `${repository}:${tag}`).sort());
  expect(library.images().map(({ digest }) => digest).sort()).toEqual(listed.digests);
  expect(existsSync(join(folder, 'unfinished')) ? readdirSync(join(folder, 'unfinished')) : []).toEqual([]);
}

const timesIn = (folder: string): Record<string, bigint> =>
  Object.fromEntries(readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => [name, statSync(join(folder, name), { bigint: true }).ctimeNs]));

describe('a library', () => {
  it('is sound after a death at any step of a change, and takes the change again', async () => {
    const watched = await startLibrary({ watched: true });
    const { image: web } = await watched.library.put(NGINX, inPieces(layoutArchive(WEB)));
    await watched.library.put(NGINX, inPieces(layoutArchive(OTHER)));
    await watched.library.remove(web.digest, () => undefined);
    const steps = watched.remains.map(({ step }) => step.replace('placement:', ''));
    const kept = ['after-blobs', 'after-record-image', 'after-index', 'after-sweep'];
    expect(steps).toEqual(['after-index', 'after-sweep', ...kept, ...kept, 'after-remove-image', 'after-index', 'after-sweep']);
    for (const { dataFolder, rows } of watched.remains) {
      const next = await startLibrary({ dataFolder, state: rows });
      requireSound(next);
      await next.library.put(MYSQL, inPieces(layoutArchive(WEB)));
      requireSound(next);
    }
  });

  it('loses what a process that died has left unfinished, and what no row names', async () => {
    const { folder, dataFolder, rows, library } = await startLibrary();
    await library.put(NGINX, inPieces(layoutArchive(WEB)));
    mkdirSync(join(folder, 'unfinished'), { recursive: true });
    writeFileSync(join(folder, 'unfinished', 'half.part'), 'half a layer');
    writeFileSync(join(folder, 'blobs/sha256', digestOf('stray').slice(7)), 'stray');
    rmSync(join(folder, 'manifest.json'));
    requireSound(await startLibrary({ dataFolder, state: rows.state }));
  });

  it('of which nothing has changed is not written by a start', async () => {
    const { folder, dataFolder, rows, library } = await startLibrary();
    expect(existsSync(folder)).toBe(false);
    await library.put(NGINX, inPieces(layoutArchive(WEB)));
    await startLibrary({ dataFolder, state: rows.state });
    const before = timesIn(folder);
    const next = await startLibrary({ dataFolder, state: rows.state });
    expect(timesIn(folder)).toEqual(before);
    expect(next.library.find(NGINX)).toEqual(library.find(NGINX));
  });

  it('starts without the files of an image, leaves it out of its documents, and takes it again', async () => {
    const { folder, dataFolder, rows, library } = await startLibrary();
    await library.put(NGINX, inPieces(layoutArchive(WEB)));
    await library.put(MYSQL, inPieces(layoutArchive(OTHER)));
    const lost = library.find(NGINX)!;
    rmSync(join(folder, 'blobs', lost.digest.replace(':', '/')));
    const next = await startLibrary({ dataFolder, state: rows.state });
    expect(listedIn(folder).names).toEqual(['mysql:5.7']);
    await expect(next.library.archive(lost.digest)).rejects.toThrow(/lacks the manifest/);
    await next.library.put(NGINX, inPieces(layoutArchive(WEB)));
    requireSound(next);
  });

  it('keeps nothing of an image whose rows could not be written', async () => {
    const started = await startLibrary();
    const error = new Error('no database');
    started.unitOfWork.fault = { error, isAfterCommit: false };
    await expect(started.library.put(NGINX, inPieces(layoutArchive(WEB)))).rejects.toBe(error);
    expect(started.library.images()).toEqual([]);
    requireSound(started);
  });

  it('keeps an image whose rows have been written although the database did not say so', async () => {
    const started = await startLibrary();
    started.unitOfWork.fault = { error: new Error('connection lost'), isAfterCommit: true };
    await expect(started.library.put(NGINX, inPieces(layoutArchive(WEB)))).rejects.toThrow('connection lost');
    expect(started.library.find(NGINX)).toBeDefined();
    requireSound(started);
  });

  it('goes on after a change that failed and left what could not be removed', async () => {
    const started = await startLibrary();
    const error = new Error('no database');
    started.unitOfWork.fault = { error, isAfterCommit: false };
    const images = started.rows.images;
    started.rows.images = () => Promise.reject(error);
    await expect(started.library.put(NGINX, inPieces(layoutArchive(WEB)))).rejects.toBe(error);
    expect(blobsIn(started.folder)).not.toEqual([]);
    started.rows.images = images;
    started.unitOfWork.fault = undefined;
    await started.library.put(MYSQL, inPieces(layoutArchive(OTHER)));
    requireSound(started);
  });

  it('says that the disk is full, and has kept nothing then', async () => {
    const started = await startLibrary();
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    async function* tooMuch() {
      yield* inPieces(layoutArchive(WEB));
      throw full;
    }
    await expect(started.library.put(NGINX, tooMuch())).rejects.toMatchObject({ status: 503, cause: full });
    await expect(started.library.putFile(tooMuch(), () => Promise.resolve())).rejects.toMatchObject({ status: 503, cause: full });
    requireSound(started);
  });

  it('makes room by a removal on a full disk, where its documents find none before', async () => {
    const started = await startLibrary();
    const { image: web } = await started.library.put(NGINX, inPieces(layoutArchive(WEB)));
    await started.library.put(MYSQL, inPieces(layoutArchive(OTHER)));
    const blobs = blobsIn(started.folder).length;
    const list = started.store.list.bind(started.store);
    started.store.list = (images) => (blobsIn(started.folder).length < blobs ? list(images) : Promise.reject(new Error('no room')));
    await started.library.remove(web.digest, () => undefined);
    requireSound(started);
  });
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, jest } from '@jest/globals';
import { BlobFolder } from '../../../src/modules/placement/adapters/library/blob-folder.js';
import { haltedUpload } from '../../support/placement/halted-upload.js';
import { digestOf, image, layoutArchive } from '../../support/placement/image-archives.js';
import { blobsIn, listedIn } from '../../support/placement/library-folder.js';
import { inPieces, MYSQL, NGINX, startLibrary } from '../../support/placement/memory-library.js';

const WEB = image('base', 'web');
const OTHER = image('base', 'other');

afterEach(() => void jest.restoreAllMocks());

describe('while the layers of an image are copied', () => {
  it('files are kept, images come and go, and the library is tidied', async () => {
    const { library, rows, folder } = await startLibrary();
    const { image: gone } = await library.put(MYSQL, inPieces(layoutArchive(OTHER)));
    const { reached, goOn } = haltedUpload();
    const upload = library.put(NGINX, inPieces(layoutArchive(WEB)));
    await reached;
    const file = await library.putFile(inPieces(Buffer.from('a file')), (_transaction, { digest }) => rows.addFile(digest));
    await library.remove(gone.digest, () => undefined);
    await library.tidy();
    expect(blobsIn(folder)).toEqual([file.digest.slice(7)]);
    goOn();
    const { image: kept } = await upload;
    expect(blobsIn(folder)).toEqual([...kept.blobs, file.digest].map((digest) => digest.slice(7)).sort());
    expect(listedIn(folder)).toEqual({ names: ['nginx:latest'], digests: [kept.digest] });
  });

  it('one that was there and is removed before the upload ends is kept all the same', async () => {
    const { library, store, folder } = await startLibrary();
    const { image: gone } = await library.put(MYSQL, inPieces(layoutArchive(OTHER)));
    const received = await store.receiveImage(inPieces(layoutArchive(WEB)));
    await library.remove(gone.digest, () => undefined);
    expect(blobsIn(folder)).toEqual([]);
    expect(await received.keep()).toMatchObject({ blobs: expect.arrayContaining([digestOf('base')]) as unknown });
    await received.close();
    expect(blobsIn(folder)).toContain(digestOf('base').slice(7));
    expect(readdirSync(join(folder, 'unfinished'))).toEqual([]);
  });

  it('and nobody could give one a second name, it is copied anew', async () => {
    const { library, folder } = await startLibrary();
    const { image: gone } = await library.put(MYSQL, inPieces(layoutArchive(OTHER)));
    jest.spyOn(BlobFolder.prototype, 'hold').mockResolvedValue(undefined);
    const { image: kept } = await library.put(NGINX, inPieces(layoutArchive(WEB)));
    await library.remove(gone.digest, () => undefined);
    expect(blobsIn(folder)).toEqual(kept.blobs.map((digest) => digest.slice(7)).sort());
    expect(readdirSync(join(folder, 'unfinished'))).toEqual([]);
  });
});

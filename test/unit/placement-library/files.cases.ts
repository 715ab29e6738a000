import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, image, layoutArchive } from '../../support/placement/image-archives.js';
import { blobsIn } from '../../support/placement/library-folder.js';
import { allOf, inPieces, NGINX, startLibrary } from '../../support/placement/memory-library.js';

const WEBAPP = Buffer.from('<h1>hello</h1>'.repeat(500));

describe('a file of an application', () => {
  it('is kept once, by its digest, and read', async () => {
    const { library, rows, folder } = await startLibrary();
    const put = () => library.putFile(inPieces(WEBAPP), (_transaction, { digest }) => rows.addFile(digest));
    expect(await put()).toEqual({ digest: digestOf(WEBAPP), sizeBytes: WEBAPP.length });
    await put();
    expect(blobsIn(folder)).toEqual([digestOf(WEBAPP).slice(7)]);
    expect(await allOf(await library.file(digestOf(WEBAPP)))).toEqual(WEBAPP);
    await expect(library.file(digestOf('other'))).rejects.toMatchObject({ status: 404 });
    expect(readdirSync(join(folder, 'unfinished'))).toEqual([]);
  });

  it('stays while a row names it, whatever images come and go, and goes after that', async () => {
    const { library, rows, folder } = await startLibrary();
    await library.putFile(inPieces(WEBAPP), (_transaction, { digest }) => rows.addFile(digest));
    const { image: kept } = await library.put(NGINX, inPieces(layoutArchive(image('base'))));
    await library.remove(kept.digest, () => undefined);
    expect(blobsIn(folder)).toEqual([digestOf(WEBAPP).slice(7)]);
    rows.state = { ...rows.state, files: [] };
    await library.tidy();
    expect(blobsIn(folder)).toEqual([]);
  });

  it('is not kept if its row is refused, or if it is too large', async () => {
    const { library, folder } = await startLibrary({ most: { archive: 10, file: WEBAPP.length } });
    const refused = new Error('refused');
    await expect(library.putFile(inPieces(WEBAPP), () => Promise.reject(refused))).rejects.toBe(refused);
    const larger = Buffer.concat([WEBAPP, WEBAPP.subarray(0, 1)]);
    await expect(library.putFile(inPieces(larger), () => Promise.resolve())).rejects.toMatchObject({ status: 413, detail: `The file is larger than ${WEBAPP.length} bytes.` });
    expect(blobsIn(folder)).toEqual([]);
    expect(readdirSync(join(folder, 'unfinished'))).toEqual([]);
  });
});

import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../../src/modules/common/problem/index.js';
import { TarFile } from '../../../src/modules/common/tar/index.js';
import { blob, blobsOf, configOf, digestOf, type Entry, image, indexOf, json, layoutArchive, manifestDescriptor, manifestOf, savedArchive, savedEntries, tarFile, type TestImage } from '../../support/placement/image-archives.js';
import { blobsIn, listedIn } from '../../support/placement/library-folder.js';
import { allOf, inPieces, startLibrary, temporaryFolder } from '../../support/placement/memory-library.js';

/** Few short contents, so that images share layers; and long ones of any bytes, over the borders of blocks and pieces. */
const layer = fc.oneof(fc.constantFrom('', 'base', 'web').map((text) => Buffer.from(text)), fc.uint8Array({ maxLength: 1600 }).map((bytes) => Buffer.from(bytes)), fc.integer({ min: 65_000, max: 66_600 }).map((size) => Buffer.alloc(size, size)));
const anImage: fc.Arbitrary<TestImage> = fc.record({ layers: fc.array(layer, { maxLength: 6 }), note: fc.string({ maxLength: 5 }), architecture: fc.constantFrom('amd64', 'arm64') });
const anArchive = fc.record({ image: anImage, kind: fc.constantFrom('layout', 'compressed', 'saved') });
type Archive = typeof anArchive extends fc.Arbitrary<infer T> ? T : never;

const bytesOf = ({ image, kind }: Archive): Buffer => (kind === 'saved' ? savedArchive(image) : layoutArchive(image, kind === 'compressed'));

const name = fc.record({ repository: fc.constantFrom('nginx', 'host.example:5000/a/b'), tag: fc.constantFrom('latest', '1') });
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ put: anArchive, name, pieces: fc.integer({ min: 1, max: 70_000 }) }) },
  { weight: 1, arbitrary: fc.record({ remove: fc.nat() }) },
);

const runs = { numRuns: 30 };

const WEB = image('base', 'web');

/** A document with other values in some of its places. */
const mutated = (text: string) =>
  fc.array(fc.tuple(fc.nat(), fc.oneof(fc.constantFrom(null, 0, -1, '', [], {}, [null], 'x', true), fc.jsonValue({ maxDepth: 1 }))), { minLength: 1, maxLength: 2 }).map((changes) => {
    const places: [Record<string, unknown>, string][] = [];
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const key of Object.keys(value)) {
        places.push([value as Record<string, unknown>, key]);
        walk((value as Record<string, unknown>)[key]);
      }
    };
    const document: unknown = JSON.parse(text);
    walk(document);
    for (const [at, value] of changes) {
      const [holder, key] = places[at % places.length]!;
      holder[key] = value;
    }
    return JSON.stringify(document);
  });

const indexText = indexOf(manifestDescriptor(WEB)).content!.toString();
const savedText = savedEntries(WEB).at(-1)!.content!.toString();
const pointing = (text: string) => indexOf({ digest: digestOf(text), size: Buffer.byteLength(text) });
const withConfig = (config: string): Entry[] => {
  const manifest = JSON.stringify({ ...(JSON.parse(manifestOf(WEB)) as object), config: { digest: digestOf(config), size: Buffer.byteLength(config) } });
  return [...blobsOf(WEB), blob(config), blob(manifest), pointing(manifest)];
};

const strangeArchive: fc.Arbitrary<Buffer> = fc.oneof(
  mutated(indexText).map((text) => tarFile([...blobsOf(WEB), json('index.json', JSON.parse(text))])),
  mutated(manifestOf(WEB)).map((text) => tarFile([...blobsOf(WEB), blob(text), pointing(text)])),
  mutated(configOf(WEB)).map((text) => tarFile(withConfig(text))),
  mutated(savedText).map((text) => tarFile([...savedEntries(WEB).slice(0, -1), json('manifest.json', JSON.parse(text))])),
  fc.tuple(anArchive, fc.nat(), fc.integer({ min: 1, max: 255 }), fc.boolean()).map(([archive, at, bits, isCut]) => {
    const bytes = Buffer.from(bytesOf(archive));
    bytes[at % bytes.length]! ^= bits;
    return isCut ? bytes.subarray(0, at % bytes.length) : bytes;
  }),
);

describe('whatever images there are', () => {
  it('the same bytes come out that went in, in an archive that is the same version', async () => {
    await fc.assert(
      fc.asyncProperty(anArchive, name, fc.integer({ min: 500, max: 70_000 }), async (archive, under, pieces) => {
        const { library, folder } = await startLibrary();
        const { image: kept } = await library.put(under, inPieces(bytesOf(archive), pieces));
        const file = join(temporaryFolder(), 'archive.tar');
        const content = await allOf(await library.archive(kept.digest));
        await writeFile(file, content);
        const tar = await TarFile.of(await open(file));
        const blob = (digest: string) => tar.content(`blobs/${digest.replace(':', '/')}`, 1e6);
        const manifest = JSON.parse((await blob(kept.digest)).toString()) as { layers: { digest: string }[] };
        expect((await blob(kept.configDigest)).toString()).toBe(configOf(archive.image));
        if (archive.kind !== 'saved') expect((await blob(kept.digest)).toString()).toBe(manifestOf(archive.image, archive.kind === 'compressed'));
        if (archive.kind !== 'compressed') expect(manifest.layers.map(({ digest }) => digest)).toEqual(archive.image.layers.map(digestOf));
        for (const { digest } of manifest.layers) expect(digestOf(await blob(digest))).toBe(digest);
        await tar.close();
        expect(await library.put(under, inPieces(content))).toEqual({ image: kept, isNew: false });
        expect(listedIn(folder).digests).toEqual([kept.digest]);
      }),
      runs,
    );
  }, 120_000);

  it('the folder holds what has been put in and not been removed, and nothing besides', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
        const { library, folder, dataFolder, rows } = await startLibrary();
        const names = new Map<string, string>();
        const blobs = new Map<string, string[]>();
        for (const one of steps) {
          if ('put' in one) {
            const { image: kept, isNew } = await library.put(one.name, inPieces(bytesOf(one.put), Math.max(one.pieces, 500)));
            expect(isNew).toBe(!blobs.has(kept.digest));
            blobs.set(kept.digest, kept.blobs);
            names.set(`${one.name.repository}:${one.name.tag}`, kept.digest);
          } else {
            const digest = [...blobs.keys()][one.remove % blobs.size];
            if (digest === undefined) continue;
            await library.remove(digest, () => undefined);
            blobs.delete(digest);
            for (const [known, meaning] of names) if (meaning === digest) names.delete(known);
          }
          expect(listedIn(folder)).toEqual({ names: [...names.keys()].sort(), digests: [...blobs.keys()].sort() });
          expect(blobsIn(folder)).toEqual([...new Set([...blobs.values()].flat().map((digest) => digest.slice(7)))].sort());
          for (const [known, meaning] of names) expect(library.images().find(({ names: all }) => all.includes(known))?.digest).toBe(meaning);
        }
        const index = () => (steps.length && names.size ? readFileSync(join(folder, 'index.json'), 'utf8') : '');
        const before = index();
        const next = await startLibrary({ dataFolder, state: rows.state });
        expect(next.library.images()).toEqual(library.images());
        expect(index()).toBe(before);
      }),
      runs,
    );
  }, 120_000);

  it('a strange archive is taken wholly or refused wholly, and the library starts after it', async () => {
    const told = { taken: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(strangeArchive, async (archive) => {
        const { library, folder, dataFolder, rows } = await startLibrary();
        const { image: web } = await library.put({ repository: 'web', tag: '1' }, inPieces(layoutArchive(WEB)));
        const refusal: unknown = await library.put({ repository: 'strange', tag: '1' }, inPieces(archive)).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (refusal) expect(refusal).toBeInstanceOf(Problem);
        if (refusal) expect(refusal).toMatchObject({ status: 422 });
        told[refusal ? 'refused' : 'taken']++;
        expect(listedIn(folder).names).toEqual(refusal ? ['web:1'] : ['strange:1', 'web:1']);
        if (refusal) expect(blobsIn(folder)).toEqual(web.blobs.map((digest) => digest.slice(7)).sort());
        const next = await startLibrary({ dataFolder, state: rows.state });
        for (const { digest } of next.library.images()) await allOf(await next.library.archive(digest));
      }),
      { numRuns: 100 },
    );
    expect(told.taken).toBeGreaterThan(0);
    expect(told.refused).toBeGreaterThan(0);
  }, 120_000);
});

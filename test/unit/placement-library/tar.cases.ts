import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { TarFault, TarFile, tarOf } from '../../../src/modules/common/tar/index.js';
import { cleanUp } from '../../support/clean-up.js';
import { type Entry, tarFile } from '../../support/placement/image-archives.js';
import { allOf, temporaryFolder } from '../../support/placement/memory-library.js';

async function opened(content: Buffer): Promise<TarFile> {
  const file = join(temporaryFolder(), 'a.tar');
  writeFileSync(file, content);
  const tar = await TarFile.of(await open(file));
  cleanUp(() => tar.close());
  return tar;
}

const written = (files: Parameters<typeof tarOf>[0]) => allOf(Readable.from(tarOf(files), { objectMode: false }));

const text = (name: string, content: string): Entry => ({ name, content: Buffer.from(content) });

describe('a tar file', () => {
  it('is written as tar reads it, the same bytes each time', async () => {
    const files = ['', 'a', 'b'.repeat(512), 'c'.repeat(70_000)].map((content, at) => ({ name: `folder/${at}`, size: content.length, content: [Buffer.from(content)] }));
    const archive = await written(files);
    expect(await written(files)).toEqual(archive);
    const folder = temporaryFolder();
    execFileSync('tar', ['-C', folder, '-x'], { input: archive });
    expect(execFileSync('cat', files.map(({ name }) => join(folder, name))).toString()).toBe(files.map(({ content }) => content.join('')).join(''));
  });

  it('is not written where a content is not as long as its header says', async () => {
    for (const size of [1, 3]) await expect(written([{ name: 'a', size, content: [Buffer.from('ab')] }])).rejects.toThrow(`The file a has 2 bytes instead of the ${size}`);
    await expect(written([{ name: 'a'.repeat(101), size: 0, content: [] }])).rejects.toThrow(RangeError);
    await expect(written([{ name: 'a', size: 8 ** 11, content: [] }])).rejects.toThrow(RangeError);
  });

  it('has the files that its links lead to, and the last of two of a name', async () => {
    const hops = Array.from({ length: 9 }, (_, at): Entry => ({ name: `hop${at}`, type: '1', target: at === 0 ? 'd/file' : `hop${at - 1}` }));
    const tar = await opened(
      tarFile([text('./d/file', 'old'), { name: 'd/', type: '5' }, { name: 'd/link', type: '2', target: './file' }, { name: 'e/up', type: '2', target: '../d/link' }, ...hops, text('d/file', 'new'), { name: 'd/dead', type: '2', target: 'x' }]),
    );
    for (const name of ['d/file', 'd/link', 'e/up', 'hop7']) expect((await tar.content(name, 3)).toString()).toBe('new');
    for (const name of ['d/', 'd', 'd/dead', 'hop8', '../d/file']) expect(tar.has(name)).toBe(false);
    expect(tar.size('e/up')).toBe(3);
    expect((await allOf(Readable.from(tar.stream('hop0')))).toString()).toBe('new');
    await expect(tar.content('d/file', 2)).rejects.toThrow(TarFault);
  });

  it.each(['gnu', 'posix', 'ustar'])('has names that are longer than a header takes, as tar writes them in the format %s', async (format) => {
    const folder = temporaryFolder();
    const long = `${'deep/'.repeat(20)}${'n'.repeat(60)} ü.js`;
    mkdirSync(dirname(join(folder, long)), { recursive: true });
    writeFileSync(join(folder, long), 'long');
    writeFileSync(join(folder, 'short'), 'short');
    const tar = await opened(execFileSync('tar', [`--format=${format}`, '-C', folder, '-c', long, 'short']));
    expect(tar.names).toEqual([long, 'short']);
    expect((await tar.content(long, 4)).toString()).toBe('long');
  });

  it('leads nowhere by a long name', async () => {
    await expect(opened(tarFile([{ name: '././@LongLink', type: 'L', content: Buffer.from('a/../../b\0') }, text('b', 'c')]))).rejects.toThrow(/leads out of it/);
  });
});

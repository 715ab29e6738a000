import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { plainTar } from '../../../src/modules/common/tar/index.js';
import { type Entry, tarFile } from '../../support/placement/image-archives.js';
import { inPieces, temporaryFolder } from '../../support/placement/memory-library.js';

const FILES = tarFile([{ name: 'css/', type: '5' }, { name: 'css/a', content: Buffer.alloc(700, 1) }, { name: 'empty', content: Buffer.alloc(0) }, { name: 'b', content: Buffer.alloc(512, 2) }]);

/** As pax writes it. */
const record = (keyword: string, value: string) => {
  const rest = ` ${keyword}=${value}\n`;
  const length = [1, 2, 3, 4, 5].map((digits) => digits + Buffer.byteLength(rest)).find((sum, at) => String(sum).length === at + 1);
  return `${length}${rest}`;
};
const extended = (type: 'L' | 'x', content: string): Entry => ({ name: 'extended', type, content: Buffer.from(content) });
const after = (type: 'L' | 'x', content: string, next: Entry = { name: 'a', content: Buffer.from('x') }) => tarFile([extended(type, content), next]);

async function passed(content: Buffer, size?: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of plainTar(inPieces(content, size))) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('a plain tar file', () => {
  it.each([1, 7, 511, 512, 513, 10_000])('is passed on as it comes, %i bytes at a time', async (size) => {
    expect(await passed(FILES, size)).toEqual(FILES);
  });

  it('may have anything after its end, and no end at all', async () => {
    const after = Buffer.concat([FILES, Buffer.alloc(10_240, 3)]);
    expect(await passed(after)).toEqual(after);
    expect(await passed(FILES.subarray(0, -1024))).toEqual(FILES.subarray(0, -1024));
  });

  it.each(['gnu', 'posix', 'ustar'])('may have names that are longer than a header takes, as tar writes them in the format %s', async (format) => {
    const folder = temporaryFolder();
    const long = `${'deep/'.repeat(20)}${'n'.repeat(60)} ü.js`;
    mkdirSync(dirname(join(folder, long)), { recursive: true });
    writeFileSync(join(folder, long), 'long'.repeat(300));
    writeFileSync(join(folder, 'short'), 'short');
    const content = execFileSync('tar', [`--format=${format}`, '-C', folder, '-c', '.']);
    for (const size of [1, 511, 10_000]) expect(await passed(content, size)).toEqual(content);
  });

  it('may have an extended header that tells other things than names', async () => {
    const content = after('x', record('comment', 'path=../../out') + record('mtime', '1.5'));
    expect(await passed(content, 100)).toEqual(content);
  });

  it.each<[string, Buffer, RegExp]>([
    ['text', Buffer.from('text'.repeat(200)), /no tar file/],
    ['nothing', Buffer.alloc(0), /no tar file with files/],
    ['an end without files', Buffer.alloc(1024), /no tar file with files/],
    ['a file that is cut off', FILES.subarray(0, 1100), /ends before its last file does/],
    ['a header that is cut off', FILES.subarray(0, 700), /ends before its last file does/],
    ['a symbolic link', tarFile([{ name: 'a', type: '2', target: 'b' }]), /"a", which is neither a file nor a folder/],
    ['a hard link', tarFile([{ name: 'a', type: '1', target: 'b' }]), /"a", which is neither a file nor a folder/],
    ['a device', tarFile([{ name: 'a', type: '3' }]), /"a", which is neither a file nor a folder/],
    ['a file outside', tarFile([{ name: 'a/../../b', content: Buffer.from('x') }]), /leads out of it/],
    ['a long name that leads outside', after('L', 'a/../../b\0'), /"a\/..\/..\/b", which leads out of it/],
    ['a name of an extended header that leads outside, after one that does not', after('x', record('path', 'b') + record('path', '/b')), /"\/b", which leads out of it/],
    ['a long name of a link', after('L', 'long\0', { name: 'a', type: '2', target: 'b' }), /"long", which is neither a file nor a folder/],
    ['a size that another header tells', after('x', record('size', '0')), /an extended header with size, which is not read/],
    ['a sparse file', after('x', record('GNU.sparse.major', '1')), /an extended header with GNU.sparse.major/],
    ['a broken extended header', after('x', '7 path=a\n'), /a broken extended header/],
    ['an extended header without content', after('x', ''), /an extended header without content/],
    ['an extended header that is too large', after('x', record('comment', 'x'.repeat(70_000))), /an extended header of \d+ bytes/],
    ['a long name without a file', tarFile([{ name: 'a', content: Buffer.from('x') }, extended('L', 'long\0')]), /ends before its last file does/],
    ['a long name that is cut off', after('L', 'long\0').subarray(0, 700), /ends before its last file does/],
    ['a folder with content', tarFile([{ name: 'a', type: '5', content: Buffer.alloc(512) }]), /a folder "a" with content/],
    ['a folder by its long name with content', after('L', 'long/\0', { name: 'a', type: '\0', content: Buffer.alloc(512) }), /a folder "long\/" with content/],
  ])('is not %s', async (_what, content, fault) => {
    await expect(passed(content, 100)).rejects.toThrow(fault);
  });
});

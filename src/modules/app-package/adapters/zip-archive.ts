import { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { broken } from '../domain/reading/broken.js';
import { PackageArchive } from '../domain/reading/package-archive.js';
import { MOST_DIRECTORY_BYTES, MOST_FILES, MOST_UNPACKED } from '../domain/package-limits.js';

/** Upper half of the external attributes: what Unix calls the mode. */
const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;

const isFolder = ({ fileName }: Entry): boolean => fileName.endsWith('/');

/** What a name must not be beside absolute, upwards and with backslashes, which yauzl refuses. */
const UNFIT_NAME = /[\0-\x1f\x7f]|(^|\/)(\.|)(\/|$)/;

function requireFit(entry: Entry, known: ReadonlyMap<string, Entry>): void {
  const { fileName, externalFileAttributes } = entry;
  const type = (externalFileAttributes >>> 16) & FILE_TYPE;
  if (type !== 0 && type !== REGULAR) throw broken(`The entry ${fileName} of the package is no file, but a link or a device.`);
  if (entry.isEncrypted()) throw broken(`The file ${fileName} of the package is encrypted.`);
  if (!entry.canDecodeFileData()) throw broken(`The file ${fileName} of the package is compressed by the method ${entry.compressionMethod}; the platform knows stored and deflated.`);
  if (UNFIT_NAME.test(fileName)) throw broken(`The package has a file with the name ${JSON.stringify(fileName)}, which is unfit.`);
  if (known.has(fileName)) throw broken(`The package has two files ${fileName}.`);
}

/** What yauzl says of a file that is no ZIP file, or a damaged one. */
const asBroken = (error: unknown): Error => broken(`The package is no ZIP file that can be read: ${(error as Error).message.replace(/\.$/, '')}.`);

/** A ZIP file, read by its central directory alone. Nothing is unpacked but what is asked for. */
export class ZipArchive extends PackageArchive {
  override readonly files: ReadonlyMap<string, number>;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {
    super();
    this.files = new Map([...entries].map(([path, { uncompressedSize }]) => [path, uncompressedSize]));
  }

  /** @throws Problem 422 if it is no ZIP file, or one that is unfit to be read */
  static async open(file: string): Promise<ZipArchive> {
    const zip = await openPromise(file, { autoClose: false, strictFileNames: true }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === undefined ? asBroken(error) : error;
    });
    try {
      return new ZipArchive(zip, await entriesOf(zip));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  override async open(path: string): Promise<Readable> {
    const entry = this.entries.get(path);
    if (!entry) throw new Error(`There is no file ${path} in the package.`);
    return Readable.from(this.bytesOf(entry), { objectMode: false });
  }

  override close(): void {
    this.zip.close();
  }

  private async *bytesOf(entry: Entry): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of await this.zip.openReadStreamPromise(entry)) yield chunk as Buffer;
    } catch (error) {
      throw broken(`The file ${entry.fileName} of the package is damaged: ${(error as Error).message}.`);
    }
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_FILES) throw broken(`The package has ${zip.entryCount} files; the platform takes ${MOST_FILES}.`);
  const most = Math.min(Math.max(zip.fileSize * MOST_UNPACKED.times, MOST_UNPACKED.always), MOST_UNPACKED.bytes);
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  let directory = 0;
  for await (const entry of readable(zip)) {
    directory += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    if (directory > MOST_DIRECTORY_BYTES) throw broken(`The package says more than ${MOST_DIRECTORY_BYTES} bytes about its files.`);
    if (isFolder(entry)) continue;
    requireFit(entry, entries);
    unpacked += entry.uncompressedSize;
    if (unpacked > most) throw broken(`The package unpacks to more than ${most} bytes, too many for its size.`);
    entries.set(entry.fileName, entry);
  }
  return entries;
}

async function* readable(zip: ZipFile): AsyncGenerator<Entry> {
  const entries = zip.eachEntry();
  for (;;) {
    const next = await entries.next().catch((error: unknown) => {
      throw asBroken(error);
    });
    if (next.done) return;
    yield next.value;
  }
}

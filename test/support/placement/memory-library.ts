import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Settings } from '../../../src/config/index.js';
import { Failpoints } from '../../../src/modules/common/failpoints/index.js';
import { Lifecycle } from '../../../src/modules/common/lifecycle/index.js';
import { Transaction, UnitOfWork } from '../../../src/modules/common/unit-of-work/index.js';
import { FileLibraryStore } from '../../../src/modules/placement/adapters/library/file-library-store.js';
import { ImageLibrary } from '../../../src/modules/placement/domain/library/image-library.js';
import { ImageUses } from '../../../src/modules/placement/domain/library/image-uses.js';
import type { NamedImage, StoredImage } from '../../../src/modules/placement/domain/library/library-image.js';
import { LibraryRows } from '../../../src/modules/placement/domain/library/library-rows.js';
import type { Library } from '../../../src/modules/placement/domain/ports/library.js';
import { cleanUp } from '../clean-up.js';
import { TestClock } from '../test-clock.js';

interface Rows {
  images: StoredImage[];
  names: NamedImage[];
  files: string[];
}

const LIBRARY_FOLDER = 'library';
const NO_ROWS: Rows = { images: [], names: [], files: [] };

export class MemoryRows extends LibraryRows {
  /** @param state never changed in place, so that it can be kept */
  constructor(public state: Rows = NO_ROWS) {
    super();
  }

  override folder = () => Promise.resolve(LIBRARY_FOLDER);
  override images = () => Promise.resolve(this.state.images);
  override names = () => Promise.resolve(this.state.names);
  override fileDigests = () => Promise.resolve(this.state.files);

  override insert(_transaction: Transaction, image: StoredImage): Promise<void> {
    if (this.state.images.some(({ digest }) => digest === image.digest)) throw new Error('There is a row of this digest.');
    this.state = { ...this.state, images: [...this.state.images, image] };
    return Promise.resolve();
  }

  override remove(_transaction: Transaction, digest: string): Promise<void> {
    const others = <T extends { digest: string }>(rows: T[]) => rows.filter((row) => row.digest !== digest);
    this.state = { ...this.state, images: others(this.state.images), names: others(this.state.names) };
    return Promise.resolve();
  }

  override name(_transaction: Transaction, name: NamedImage): Promise<void> {
    const others = this.state.names.filter(({ repository, tag }) => repository !== name.repository || tag !== name.tag);
    this.state = { ...this.state, names: [...others, name] };
    return Promise.resolve();
  }

  addFile(digest: string): Promise<void> {
    this.state = { ...this.state, files: [...this.state.files, digest] };
    return Promise.resolve();
  }
}

/** A unit of work on rows in memory; `fault` is thrown before the commit, or after it. */
class MemoryUnitOfWork extends UnitOfWork {
  fault: { error: Error; isAfterCommit: boolean } | undefined;

  constructor(private readonly rows: MemoryRows) {
    super();
  }

  override async run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const before = this.rows.state;
    try {
      const result = await work({ afterCommit: () => undefined });
      if (this.fault) throw this.fault.error;
      return result;
    } catch (error) {
      if (!this.fault?.isAfterCommit) this.rows.state = before;
      throw error;
    }
  }
}

/** What a process that dies at a step leaves. */
interface Remains {
  step: string;
  dataFolder: string;
  rows: Rows;
}

class Onlooker extends Failpoints {
  readonly remains: Remains[] = [];

  constructor(
    private readonly dataFolder: string,
    private readonly rows: MemoryRows,
  ) {
    super({} as Settings);
  }

  override reach(step: string): void {
    const copy = temporaryFolder();
    cpSync(this.dataFolder, copy, { recursive: true });
    this.remains.push({ step, dataFolder: copy, rows: this.rows.state });
  }
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'openmep-library-'));
  cleanUp(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A library as a start of the platform makes it, with rows in memory. */
export async function startLibrary({ dataFolder = temporaryFolder(), state = NO_ROWS, most = undefined as { archive: number; file: number } | undefined, watched = false } = {}) {
  const rows = new MemoryRows(state);
  const unitOfWork = new MemoryUnitOfWork(rows);
  const users = new Map<string, string[]>();
  const uses: ImageUses = { applicationsOf: (digest) => users.get(digest) ?? [] };
  const clock = new TestClock();
  const lifecycle = new Lifecycle();
  const onlooker = new Onlooker(dataFolder, rows);
  const failpoints = watched ? onlooker : new Failpoints({} as Settings);
  const store = new FileLibraryStore(dataFolder, most);
  const library: Library = new ImageLibrary(rows, store, uses, unitOfWork, clock, failpoints, lifecycle);
  await lifecycle.run('load');
  return { library, rows, store, unitOfWork, users, clock, dataFolder, folder: join(dataFolder, LIBRARY_FOLDER), remains: onlooker.remains };
}

/** The bytes in pieces of no special size. */
export async function* inPieces(content: Buffer, size = 700): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield await Promise.resolve(content.subarray(at, at + size));
}

export async function allOf(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

export const NGINX = { repository: 'nginx', tag: 'latest' };
export const MYSQL = { repository: 'mysql', tag: '5.7' };

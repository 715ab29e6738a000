import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
/** Bytes: PostgreSQL with its log, and what is open at once. */
const NEEDED = 2 ** 30;

function hasRoom(folder) {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= NEEDED;
  } catch {
    return false;
  }
}

/** Where the databases of tests stand: in memory if there is such a folder. On a disk, to make and remove one for each test takes longer than the tests. */
export const databaseFolder = () => (hasRoom(MEMORY) ? MEMORY : tmpdir());

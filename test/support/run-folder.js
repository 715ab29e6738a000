import { chmodSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import Sqlite from 'better-sqlite3';

const [STARTING, RUN] = ['openmep-starting-', 'openmep-run-'];

/** The operating system releases it however the process ends. @throws Error if another process has it, or there is no such file and there has to be */
function lock(folder, { fileMustExist }) {
  const holder = new Sqlite(join(folder, 'lock'), { timeout: 0, fileMustExist });
  try {
    holder.exec('BEGIN EXCLUSIVE');
    return holder;
  } catch (error) {
    holder.close();
    throw error;
  }
}

/** Undefined while its run lasts, if another run is about to remove it, and if it is somebody else's: then it is left, whatever the reason. */
function lockLeftOver(folder) {
  try {
    return lock(folder, { fileMustExist: true });
  } catch {
    return undefined;
  }
}

/** Those of runs that were killed before they could remove them. */
function removeLeftOver(parent) {
  for (const name of readdirSync(parent).filter((each) => each.startsWith(RUN))) {
    const folder = join(parent, name);
    const holder = lockLeftOver(folder);
    if (holder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    holder?.close();
  }
}

/**
 * A folder for this run of tests. It goes when this process ends, or when the next run begins if this one is killed. It has its name only
 * once it is locked, so that no other run takes it for left over.
 */
export function runFolder(parent) {
  removeLeftOver(parent);
  const starting = mkdtempSync(join(parent, STARTING));
  const holder = lock(starting, { fileMustExist: false });
  // PostgreSQL, which may run as another user, has its files below.
  chmodSync(starting, 0o711);
  const folder = join(parent, basename(starting).replace(STARTING, RUN));
  renameSync(starting, folder);
  process.once('exit', () => {
    holder.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

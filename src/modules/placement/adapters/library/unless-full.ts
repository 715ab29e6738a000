import { unavailable } from '../../../common/problem/index.js';

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** @throws Problem 503 if the disk has no room, anything else as it is */
export async function unlessFull<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw FULL.has((error as NodeJS.ErrnoException).code ?? '') ? unavailable('The library has no room for it.', error) : error;
  }
}

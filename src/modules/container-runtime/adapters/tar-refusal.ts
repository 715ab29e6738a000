import { TarFault } from '../../common/tar/index.js';
import { RuntimeRefusal } from '../domain/runtime-errors.js';

/** What is wrong with an archive of `what` is a refusal, for it would be wrong again. @throws RuntimeRefusal instead of a TarFault */
export async function refusingFaults<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof TarFault ? new RuntimeRefusal(`${what} cannot be read: ${error.message}`, { cause: error }) : error;
  }
}

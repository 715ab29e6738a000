import { TarFault } from './tar-fault.js';

/** The name as the archive's files are known by it. @throws TarFault if it leads out of the archive */
export function inside(name: string): string {
  if (name.startsWith('/') || name.split('/').includes('..')) throw new TarFault(`the archive has a file ${JSON.stringify(name)}, which leads out of it`);
  return name.replace(/^\.\//, '');
}

import { Readable } from 'node:stream';
import { tarOf } from '../../../src/modules/common/tar/index.js';
import type { WorkloadVolume } from '../../../src/modules/container-runtime/index.js';

/** Hands out a tar file of these texts by their paths, as `WorkloadVolume` has it. */
export const filesOf = (texts: Record<string, string>): NonNullable<WorkloadVolume['files']> => ({
  digest: 'sha256:of-the-test',
  open: async () => Readable.from(tarOf(Object.entries(texts).map(([name, text]) => ({ name, size: Buffer.byteLength(text), content: [Buffer.from(text)] }))), { objectMode: false }),
});

/** Breaks off while it is read. */
export const unreadable = (reason: Error): NonNullable<WorkloadVolume['files']> => ({
  digest: 'sha256:of-the-test',
  open: async () =>
    Readable.from(
      (async function* () {
        yield Buffer.alloc(512);
        throw reason;
      })(),
      { objectMode: false },
    ),
});

import { jest } from '@jest/globals';
import { BlobFolder } from '../../../src/modules/placement/adapters/library/blob-folder.js';
import { cleanUp } from '../clean-up.js';

/** The next part of an image that is copied waits until `goOn`, as if it were endless. */
export function haltedUpload(): { reached: Promise<void>; goOn: () => void } {
  const write = Reflect.get(BlobFolder.prototype, 'write');
  let goOn = (): void => undefined;
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  const reached = new Promise<void>((resolve) => {
    const spy = jest.spyOn(BlobFolder.prototype, 'write').mockImplementationOnce(async function (this: BlobFolder, content) {
      resolve();
      await gate;
      return write.call(this, content);
    });
    cleanUp(() => spy.mockRestore());
  });
  cleanUp(() => goOn());
  return { reached, goOn };
}

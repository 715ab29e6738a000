import { Problem } from '../../../common/problem/index.js';

/** The same bytes. @throws Problem 413 if there are more */
export async function* atMost(bytes: number, what: string, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const piece of content) {
    size += piece.length;
    if (size > bytes) throw new Problem(413, `The ${what} is larger than ${bytes} bytes.`);
    yield piece;
  }
}

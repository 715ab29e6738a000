/** The text of an answer; undefined if it has more bytes than `most`: the connection is given up then. */
export async function textUpTo(most: number, stream: AsyncIterable<Buffer>): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of stream) {
    length += piece.length;
    if (length > most) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

/** What is no JSON says nothing, and is undefined; the status of the answer still says something. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

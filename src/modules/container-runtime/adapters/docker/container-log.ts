const HEADER_BYTES = 8;
const LENGTH_AT = 4;

/** The lines in the engine's frames: a header of 8 bytes, of which the last four are the length, before each piece of text. */
export function logLines(frames: Buffer): string[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at + HEADER_BYTES <= frames.length; ) {
    const end = at + HEADER_BYTES + frames.readUInt32BE(at + LENGTH_AT);
    pieces.push(frames.subarray(at + HEADER_BYTES, end));
    at = end;
  }
  const lines = Buffer.concat(pieces).toString().split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

import { MOST_LOG_BYTES } from '../../domain/most-log-bytes.js';

const HEADER_BYTES = 8;
const LENGTH_AT = 4;

/** The end of a log, from the engine's frames: a header of 8 bytes, of which the last four are the length, before each piece of text. */
class LogEnd {
  private readonly pieces: Buffer[] = [];
  private size = 0;
  private isCut = false;
  private header = Buffer.alloc(0);
  private missing = 0;

  add(chunk: Buffer): void {
    for (let rest = chunk; rest.length > 0; ) rest = this.missing > 0 ? this.addText(rest) : this.addHeader(rest);
  }

  lines(): string[] {
    const lines = Buffer.concat(this.pieces).toString().split('\n');
    if (lines.at(-1) === '') lines.pop();
    // The first one has lost its beginning, perhaps.
    return this.isCut && lines.length > 1 ? lines.slice(1) : lines;
  }

  private addHeader(chunk: Buffer): Buffer {
    const wanted = HEADER_BYTES - this.header.length;
    this.header = Buffer.concat([this.header, chunk.subarray(0, wanted)]);
    if (this.header.length === HEADER_BYTES) {
      this.missing = this.header.readUInt32BE(LENGTH_AT);
      this.header = Buffer.alloc(0);
    }
    return chunk.subarray(wanted);
  }

  private addText(chunk: Buffer): Buffer {
    const piece = chunk.subarray(0, this.missing);
    this.pieces.push(piece);
    this.size += piece.length;
    this.missing -= piece.length;
    while (this.size - this.pieces[0]!.length >= MOST_LOG_BYTES) {
      this.size -= this.pieces.shift()!.length;
      this.isCut = true;
    }
    return chunk.subarray(piece.length);
  }
}

/** The lines in the engine's frames, the last ones if they are too many to keep. */
export async function logLines(frames: AsyncIterable<Buffer>): Promise<string[]> {
  const end = new LogEnd();
  for await (const chunk of frames) end.add(chunk);
  return end.lines();
}

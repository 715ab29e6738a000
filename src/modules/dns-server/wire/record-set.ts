/** The records of one name and type, ready to be sent. */
export class RecordSet {
  private readonly bytes: Buffer;
  private readonly recordLength: number;
  private first = 0;

  /** `records` are equally long, and at least one. */
  constructor(records: Buffer[]) {
    this.bytes = Buffer.concat(records);
    this.recordLength = records[0]!.length;
  }

  get count(): number {
    return this.length / this.recordLength;
  }

  get length(): number {
    return this.bytes.length;
  }

  /** Writes them all, each time another one first, so that clients that take the first share the load. */
  write(target: Buffer, offset: number): void {
    const { bytes, first } = this;
    bytes.copy(target, offset, first);
    if (first > 0) bytes.copy(target, offset + bytes.length - first, 0, first);
    this.first = (first + this.recordLength) % bytes.length;
  }
}

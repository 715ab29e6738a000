const LENGTH_OF_LENGTH = 2;

/** A message as it goes over TCP: after its length (RFC 1035, 4.2.2). */
export function framed(message: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(LENGTH_OF_LENGTH + message.length);
  frame.writeUInt16BE(message.length);
  message.copy(frame, LENGTH_OF_LENGTH);
  return frame;
}

/** Cuts what comes over a TCP connection into messages, however it is split. Never holds more than one message. */
export class FrameReader {
  private part = Buffer.allocUnsafe(LENGTH_OF_LENGTH);
  private filled = 0;
  private partIsLength = true;

  /** The messages that are whole with this chunk. */
  read(chunk: Buffer): Buffer[] {
    const messages: Buffer[] = [];
    for (let at = 0; at < chunk.length; ) {
      const copied = chunk.copy(this.part, this.filled, at);
      at += copied;
      this.filled += copied;
      if (this.filled === this.part.length) this.endPart(messages);
    }
    return messages;
  }

  private endPart(messages: Buffer[]): void {
    const { part, partIsLength } = this;
    const length = partIsLength ? part.readUInt16BE() : LENGTH_OF_LENGTH;
    if (!partIsLength || length === 0) messages.push(partIsLength ? Buffer.alloc(0) : part);
    this.partIsLength = !partIsLength || length === 0;
    this.part = Buffer.allocUnsafe(this.partIsLength ? LENGTH_OF_LENGTH : length);
    this.filled = 0;
  }
}

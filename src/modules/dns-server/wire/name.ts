/**
 * A name as it stands in a message: labels in lower case, each after its length, without the empty one of the root. One
 * character is one byte, so that names of any bytes are told apart, and two names are the same when their keys are.
 */
export type NameKey = string;

/** Longest name without the root's empty label (RFC 1035, 2.3.4). */
const LONGEST = 254;
const POINTER = 0xc0;

const lowered = Buffer.alloc(LONGEST);

/** The key of the name that begins at `offset` and is not compressed, or undefined if there is none. */
export function readName(message: Buffer, offset: number): NameKey | undefined {
  let [at, length] = [offset, 0];
  for (;;) {
    const label = message[at];
    if (label === 0) return lowered.toString('latin1', 0, length);
    if (label === undefined || label > 63 || at + label + 1 > message.length || length + label + 1 > LONGEST) return undefined;
    lowered[length++] = label;
    const end = ++at + label;
    while (at < end) {
      const byte = message[at++]!;
      lowered[length++] = byte >= 65 && byte <= 90 ? byte + 32 : byte;
    }
  }
}

/** Where the name ends that begins at `offset`, compressed or not, or undefined if it does not end within the message. */
export function endOfName(message: Buffer, offset: number): number | undefined {
  let at = offset;
  while (at < message.length) {
    const label = message[at]!;
    if (label === 0) return at + 1;
    if (label >= POINTER) return at + 2 <= message.length ? at + 2 : undefined;
    if (label > 63) return undefined;
    at += label + 1;
  }
  return undefined;
}

/** The name without its first label. */
export const parentOf = (name: NameKey): NameKey => name.slice(1 + name.charCodeAt(0));

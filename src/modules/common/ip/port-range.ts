/** Ports from the first to the last, both included. */
interface PortRange {
  first: number;
  last: number;
}

const PORTS = /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?$/;

/**
 * Reads the ports of a traffic filter (MEC 011, 7.1.5.2): a port from 0 to 65535, or a range, written a-b.
 * @returns undefined if the text is neither, or the range ends before it begins
 */
export function portRange(text: string): PortRange | undefined {
  const [, from, to = from] = PORTS.exec(text) ?? [];
  const [first, last] = [Number(from), Number(to)];
  return first <= last && last <= 65535 ? { first, last } : undefined;
}

/** An answer as it came over the wire. */
export interface Message {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const BODILESS = new Set([204, 304]);

function readHeaders(lines: string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

/** The content of a chunked body, or undefined while its end is missing. */
function unchunk(bytes: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = parseInt(bytes.toString('latin1', at, lineEnd), 16);
    if (size === 0) return Buffer.concat(chunks);
    const start = lineEnd + 2;
    if (bytes.length < start + size + 2) return undefined;
    chunks.push(bytes.subarray(start, start + size));
    at = start + size + 2;
  }
}

function readContent(headers: Record<string, string>, rest: Buffer, closed: boolean): Buffer | undefined {
  if (headers['transfer-encoding'] === 'chunked') return unchunk(rest);
  const length = headers['content-length'];
  if (length === undefined) return closed ? rest : undefined;
  return rest.length >= Number(length) ? rest.subarray(0, Number(length)) : undefined;
}

/** The first final answer in these bytes, or undefined while it is not complete. `closed`: nothing more will come. */
export function readMessage(bytes: Buffer, method: string, closed: boolean): Message | undefined {
  const headerEnd = bytes.indexOf('\r\n\r\n');
  if (headerEnd < 0) return undefined;
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, headerEnd).split('\r\n');
  const rest = bytes.subarray(headerEnd + 4);
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]);
  if (status < 200) return readMessage(rest, method, closed);
  const headers = readHeaders(lines);
  if (method === 'HEAD' || BODILESS.has(status)) return { status, headers, body: '' };
  const content = readContent(headers, rest, closed);
  return content && { status, headers, body: content.toString('utf8') };
}

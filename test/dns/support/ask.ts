import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { decode, type DecodedPacket, encode, type OptAnswer, type Packet, type RecordType } from 'dns-packet';
import { FrameReader, framed } from '../../../src/modules/dns-server/wire/frames.js';

const PATIENCE_MS = 8000;
/** How long to wait for an answer that must not come. */
const SILENCE_MS = 150;

export type Answer = DecodedPacket & { rcode: string; bytes: Buffer };

const decoded = (bytes: Buffer): Answer => ({ ...(decode(bytes) as Answer), bytes });

/** A query for one name, with recursion desired. */
export function question(name: string, type: RecordType = 'A', extras: Partial<Packet> = {}): Buffer {
  return encode({ type: 'query', id: 4711, flags: 0x0100, questions: [{ type, name }], ...extras });
}

/** As `question`, with an OPT record. */
export function ednsQuestion(name: string, type: RecordType = 'A', { udpPayloadSize = 1232, ednsVersion = 0, dnssecOk = false } = {}): Buffer {
  const opt: OptAnswer = { type: 'OPT', name: '.', udpPayloadSize, extendedRcode: 0, ednsVersion, flags: dnssecOk ? 0x8000 : 0, flag_do: dnssecOk, options: [] };
  return question(name, type, { additionals: [opt] });
}

/** Sends a datagram and takes the answer, or undefined if there is none for a while. */
export async function udpExchange(port: number, message: Buffer, { patience = PATIENCE_MS, host = '127.0.0.1' } = {}): Promise<Buffer | undefined> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  try {
    socket.send(message, port, host);
    const [answer] = (await once(socket, 'message', { signal: AbortSignal.timeout(patience) })) as [Buffer];
    return answer;
  } catch (error) {
    if ((error as Error).name === 'AbortError') return undefined;
    throw error;
  } finally {
    socket.close();
  }
}

export async function ask(port: number, message: Buffer | string, type?: RecordType): Promise<Answer> {
  const answer = await udpExchange(port, typeof message === 'string' ? question(message, type) : message);
  if (!answer) throw new Error(`No answer within ${PATIENCE_MS} ms.`);
  return decoded(answer);
}

export async function isDropped(port: number, message: Buffer): Promise<boolean> {
  return (await udpExchange(port, message, { patience: SILENCE_MS })) === undefined;
}

/** A connection to the DNS server. */
export class TcpClient {
  private readonly answers: Answer[] = [];
  private readonly gone = new AbortController();

  private constructor(readonly socket: Socket) {
    const frames = new FrameReader();
    socket.on('data', (chunk) => this.answers.push(...frames.read(chunk).map(decoded)));
    socket.on('error', () => undefined);
    socket.on('close', () => this.gone.abort(new Error('The connection was closed.')));
  }

  static async connect(port: number): Promise<TcpClient> {
    const socket = connect({ port, host: '127.0.0.1' });
    await once(socket, 'connect');
    return new TcpClient(socket);
  }

  send(...messages: Buffer[]): void {
    this.socket.write(Buffer.concat(messages.map(framed)));
  }

  /** The next answers, in the order of their arrival. */
  async take(count: number): Promise<Answer[]> {
    const signal = AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), this.gone.signal]);
    while (this.answers.length < count) await once(this.socket, 'data', { signal });
    return this.answers.splice(0, count);
  }

  async closed(): Promise<void> {
    if (!this.socket.closed) await once(this.socket, 'close', { signal: AbortSignal.timeout(PATIENCE_MS) });
  }
}

export async function askByTcp(port: number, message: Buffer): Promise<Answer> {
  const client = await TcpClient.connect(port);
  client.send(message);
  const [answer] = await client.take(1);
  client.socket.destroy();
  return answer!;
}

/** The data of the records that answer the question. */
export const dataOf = ({ answers = [] }: Answer): unknown[] => answers.map((record) => ('data' in record ? record.data : undefined));

import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { type Answer as ResourceRecord, decode, type DecodedPacket, encode, type Packet } from 'dns-packet';
import { framed, FrameReader } from '../../../src/modules/dns-server/wire/frames.js';
import { freeDnsPort } from './free-port.js';

export interface AskedQuery {
  transport: 'udp' | 'tcp';
  packet: DecodedPacket;
  bytes: Buffer;
  sourcePort: number;
}

/** What to send back: messages as they are, none for silence. */
type Behaviour = (asked: AskedQuery) => (Buffer | undefined) | (Buffer | undefined)[];

const RCODES = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 };
const RECURSION_AVAILABLE = 0x0080;
export const TRUNCATED = 0x0200;

/** The answer of a recursive server, with an OPT record. */
export function reply({ packet }: AskedQuery, parts: Partial<Packet> & { rcode?: keyof typeof RCODES } = {}): Buffer {
  const { rcode = 'NOERROR', flags = 0, additionals = [], ...rest } = parts;
  const opt: ResourceRecord = { type: 'OPT', name: '.', udpPayloadSize: 4096, extendedRcode: 0, ednsVersion: 0, flags: 0, flag_do: false, options: [] };
  const head = { type: 'response', id: packet.id!, questions: packet.questions!, flags: 0x0100 | RECURSION_AVAILABLE | flags | RCODES[rcode] } as const;
  return encode({ ...head, additionals: [...additionals, opt], ...rest });
}

/** One address record for the name that is asked for. */
export const address = (asked: AskedQuery, data = '192.0.2.1', ttl = 300): ResourceRecord => ({ type: 'A', name: asked.packet.questions![0]!.name, ttl, data });

/** What a server sends along with a denial. */
export const soa = ({ ttl = 600, minimum = 60 } = {}): ResourceRecord => ({
  type: 'SOA',
  name: 'example',
  ttl,
  data: { mname: 'ns.example', rname: 'root.example', serial: 1, refresh: 1, retry: 1, expire: 1, minimum },
});

const running: FakeUpstream[] = [];

afterEach(async () => {
  for (const upstream of running.splice(0)) await upstream.stop();
});

/** An upstream server that says what a test wants; it ends with the test. */
export class FakeUpstream {
  readonly asked: AskedQuery[] = [];
  private stopped = false;
  private readonly connections = new Set<{ destroy(): void }>();

  private constructor(
    readonly port: number,
    private readonly udp: Socket,
    private readonly tcp: Server,
    public behaviour: Behaviour,
  ) {
    udp.on('message', (bytes, { port: sourcePort, address: source }) => {
      for (const message of this.answersTo({ transport: 'udp', packet: decode(bytes), bytes, sourcePort })) udp.send(message, sourcePort, source);
    });
    tcp.on('connection', (socket) => {
      const frames = new FrameReader();
      this.connections.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        for (const bytes of frames.read(chunk))
          for (const message of this.answersTo({ transport: 'tcp', packet: decode(bytes), bytes, sourcePort: socket.remotePort! })) socket.write(framed(message));
      });
    });
  }

  /** Answers every name with one address, unless told otherwise. */
  static async start(behaviour: Behaviour = (asked) => reply(asked, { answers: [address(asked)] }), { tcp: speaksTcp = true } = {}): Promise<FakeUpstream> {
    const port = await freeDnsPort();
    const udp = createSocket('udp4').bind(port, '127.0.0.1');
    await once(udp, 'listening');
    const tcp = createServer();
    if (speaksTcp) await once(tcp.listen(port, '127.0.0.1'), 'listening');
    const upstream = new FakeUpstream(port, udp, tcp, behaviour);
    running.push(upstream);
    return upstream;
  }

  /** As MEC_DNS_UPSTREAM has it. */
  get setting(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Answers over UDP later than at once. */
  send({ sourcePort }: AskedQuery, message: Buffer): void {
    this.udp.send(message, sourcePort, '127.0.0.1');
  }

  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    this.udp.close();
    for (const connection of this.connections) connection.destroy();
    await new Promise((closed) => this.tcp.close(closed));
  }

  private answersTo(asked: AskedQuery): Buffer[] {
    this.asked.push(asked);
    return [this.behaviour(asked)].flat().filter((message) => message !== undefined);
  }
}

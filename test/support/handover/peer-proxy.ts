import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { Agent, request } from 'undici';
import { cleanUp } from '../clean-up.js';
import { contentsOf } from '../certificates.js';
import type { PeerSettings } from '../peers.js';
import { freePort } from '../../../bench/processes/free-port.js';

const OPERATIONS = ['transfer', 'status', 'cancellation', 'completion', 'rejection'] as const;
type Operation = (typeof OPERATIONS)[number];

/**
 * What becomes of a message: `lose`, it never arrives; `lose answer`, it arrives and the sender does not learn so; `hold`, it arrives when the
 * messages that are held are released, and the sender has given it up long before; `double`, it arrives twice.
 */
export type Fate = 'pass' | 'lose' | 'lose answer' | 'hold' | 'double';

export interface Message {
  from: string;
  to: string;
  operation: Operation;
  handoverId: string;
}

interface Answer {
  status: number;
  /** Content-Type. */
  type: string;
  body: string;
}

function operationOf(method: string, url: string): Pick<Message, 'operation' | 'handoverId'> {
  const [, , , , handoverId = '', resource] = url.split('/');
  const operation = OPERATIONS.find((name) => name === resource) ?? (method === 'GET' ? 'status' : 'transfer');
  return { operation, handoverId: decodeURIComponent(handoverId) };
}

/** Stands between platforms with the certificates of both, and so sees what they say to each other, and does as it likes with it. */
export class PeerProxy {
  /** All that was said, in this order, whatever has become of it. */
  readonly messages: (Message & { fate: Fate })[] = [];
  fate: (message: Message) => Fate = () => 'pass';
  private readonly ports = new Map<string, number>();
  private readonly closing: (() => Promise<unknown>)[] = [];
  private held: (() => Promise<unknown>)[] = [];
  private underWay = 0;

  /** Takes a port for each direction; nobody listens there before `connect`. */
  static async between(ids: readonly string[]): Promise<PeerProxy> {
    const proxy = new PeerProxy();
    for (const from of ids) for (const to of ids) if (from !== to) proxy.ports.set(`${from} ${to}`, await freePort());
    cleanUp(() => proxy.close());
    return proxy;
  }

  /** For peersOf. */
  readonly portFor = (from: string, to: string): number => this.ports.get(`${from} ${to}`)!;

  async connect(settings: Readonly<Record<string, PeerSettings>>): Promise<void> {
    for (const pair of this.ports.keys()) {
      const [from = '', to = ''] = pair.split(' ');
      await this.open(from, to, settings[from]!, settings[to]!);
    }
  }

  get isQuiet(): boolean {
    return this.underWay === 0;
  }

  of(operation: Operation): Message[] {
    return this.messages.filter((message) => message.operation === operation);
  }

  /** Messages of some operations fare like this from now on, all others pass. */
  treat(fates: Partial<Record<Operation, Fate>>): void {
    this.fate = ({ operation }) => fates[operation] ?? 'pass';
  }

  /** All pass from now on. What is held stays so. */
  calm(): void {
    this.fate = () => 'pass';
  }

  /** What is held arrives now, the oldest first, or in another order. */
  async release(inOrder = <T>(held: T[]): T[] => held): Promise<void> {
    const held = inOrder(this.held);
    this.held = [];
    for (const deliver of held) await deliver();
  }

  async close(): Promise<void> {
    for (const close of this.closing.splice(0)) await close();
  }

  private async open(from: string, to: string, source: PeerSettings, target: PeerSettings): Promise<void> {
    const onward = new Agent({ connect: { ...contentsOf(source.certificate), minVersion: 'TLSv1.3' } });
    const take = async (incoming: IncomingMessage, response: ServerResponse) => {
      const { method = '', url = '', headers } = incoming;
      const body = await text(incoming);
      const type = headers['content-type'];
      const content = body && type !== undefined ? { body, headers: { 'content-type': type } } : {};
      const deliver = async (): Promise<Answer> => {
        const answer = await request(`https://127.0.0.1:${target.port}${url}`, { dispatcher: onward, method: method as 'GET' | 'PUT', ...content });
        return { status: answer.statusCode, type: String(answer.headers['content-type']), body: await answer.body.text() };
      };
      await this.pass({ from, to, ...operationOf(method, url) }, deliver, response);
    };
    const server = createServer({ ...contentsOf(target.certificate), requestCert: true, minVersion: 'TLSv1.3' }, (incoming, response) => void take(incoming, response));
    await new Promise<void>((resolve) => void server.listen(this.portFor(from, to), '127.0.0.1', resolve));
    const end = () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    });
    this.closing.push(() => onward.destroy(), end);
  }

  private async pass(message: Message, deliver: () => Promise<Answer>, response: ServerResponse): Promise<void> {
    const fate = this.fate(message);
    this.messages.push({ ...message, fate });
    this.underWay++;
    try {
      if (fate === 'hold') this.held.push(() => deliver().catch(() => undefined));
      if (fate === 'hold' || fate === 'lose') return void response.destroy();
      if (fate === 'double') await deliver();
      const { status, type, body } = await deliver();
      if (fate === 'lose answer') return void response.destroy();
      response.writeHead(status, { 'content-type': type }).end(body);
    } catch {
      // Nobody is there: so it is for the sender.
      response.destroy();
    } finally {
      this.underWay--;
    }
  }
}

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('network-agent.py', import.meta.url));

export interface Datagram {
  from: string;
  port: number;
  text: string;
}

/** When each datagram was sent, in milliseconds since 1970 by its number, and who has echoed which, in the order of arrival. */
export interface Passage {
  sent: number[];
  echoes: [number: number, name: string][];
}

type Arguments = Record<string, string | number | boolean>;

/** Sends and receives traffic on a host of a test network. */
export class NetworkAgent {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly waiting: ((line: string) => void)[] = [];
  private endpoints = 0;

  /** @param prefix words before a command that let it run on the host */
  constructor(prefix: string[]) {
    const [file, ...args] = [...prefix, 'python3', SCRIPT];
    this.process = spawn(file, args);
    this.process.stderr.pipe(process.stderr);
    createInterface(this.process.stdout).on('line', (line) => this.waiting.shift()!(line));
  }

  /** Serves TCP and UDP on a port, answering with a name; a chatty server goes on saying it so many seconds apart, a mute one does not answer datagrams. */
  async serve(name: string, port: number, chatty = 0, mute = false) {
    const id = await this.open('server', { name, port, chatty, mute });
    return { datagrams: async () => (await this.call<{ datagrams: Datagram[] }>('state', id)).datagrams };
  }

  /** A UDP socket; the traffic class of a datagram has the DSCP in its upper six bits. */
  async datagrams(options: { port?: number } = {}) {
    const id = await this.open('datagrams', options);
    return {
      send: (to: string, port: number, text = 'hello', trafficClass = 0) => this.call('send', id, { to, port, text, trafficClass }),
      /** Goes on sending. */
      pour: (to: string, port: number) => this.call('pour', id, { to, port }),
      answers: async () => (await this.call<{ answers: Omit<Datagram, 'port'>[] }>('state', id)).answers,
    };
  }

  /** A TCP connection; `state().error` says why there is none, or no longer. */
  async stream(to: string, port: number) {
    const id = await this.open('stream', { to, port });
    return {
      send: () => this.call('send', id),
      state: () => this.call<{ lines: string[]; error: string | null }>('state', id),
    };
  }

  /** Sends datagrams back with a name. */
  async echo(name: string, port: number): Promise<void> {
    await this.open('echo', { name, port });
  }

  /** Numbered datagrams from an address of this host, a millisecond apart until they are stopped. */
  async train(source: string, to: string, port: number) {
    const id = await this.open('train', { source, to, port });
    return { stop: () => this.call('stop', id), passage: () => this.call<Passage>('state', id) };
  }

  stop(): void {
    this.process.kill('SIGKILL');
  }

  private async open(kind: string, args: Arguments): Promise<string> {
    const id = `${++this.endpoints}`;
    await this.call(kind, id, args);
    return id;
  }

  private async call<T>(name: string, id: string, args: Arguments = {}): Promise<T> {
    const line = await new Promise<string>((resolve) => {
      this.waiting.push(resolve);
      this.process.stdin.write(`${JSON.stringify({ do: name, id, ...args })}\n`);
    });
    const { result, failure } = JSON.parse(line) as { result: T; failure?: string };
    if (failure !== undefined) throw new Error(failure);
    return result;
  }
}

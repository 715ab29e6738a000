import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { decode, encode } from 'dns-packet';
import { freePort } from './free-port.js';
import { MeasuredProcess } from './measured-process.js';
import { ask } from './questions.js';

const SCRIPT = fileURLToPath(new URL('dns-server.ts', import.meta.url));
const PATIENCE_MS = 10_000;
const POLL_MS = 50;

/** What the process of the platform's DNS server is told. */
export interface NameServerOrder {
  /** The built main.js. */
  main: string;
  port: number;
  names: Names;
}

/** Address by name. */
export type Names = Record<string, string>;

/** How long clients may keep the answers, in seconds. */
export const TTL = 60;

/** A DNS server that knows some names. */
export class NameServer {
  private constructor(
    readonly process: MeasuredProcess,
    readonly port: number,
  ) {}

  /** The platform's; `main` is the built main.js. */
  static async ofPlatform(main: string, names: Names): Promise<NameServer> {
    const port = await freePort();
    const process = MeasuredProcess.start(SCRIPT);
    await ask(process.child, { main, port, names } satisfies NameServerOrder);
    return new NameServer(process, port).ready(names);
  }

  /** `program` is the file of dnsmasq. */
  static async dnsmasq(program: string, folder: string, names: Names): Promise<NameServer> {
    const port = await freePort();
    const hosts = join(folder, 'hosts');
    writeFileSync(hosts, Object.entries(names).map(([name, address]) => `${address} ${name}\n`).join(''));
    const nothingElse = ['--keep-in-foreground', '--conf-file=/dev/null', '--no-resolv', '--no-hosts', '--pid-file', `--user=${userInfo().username}`];
    const listening = [`--port=${port}`, '--listen-address=127.0.0.1', '--bind-interfaces'];
    const process = MeasuredProcess.run(program, [...nothingElse, ...listening, `--addn-hosts=${hosts}`, `--local-ttl=${TTL}`]);
    return new NameServer(process, port).ready(names);
  }

  /** The answer for a name, apart from its id. */
  async lookUp(name: string): Promise<unknown> {
    const socket = createSocket('udp4');
    try {
      socket.connect(this.port, '127.0.0.1');
      await once(socket, 'connect');
      socket.send(encode({ type: 'query', id: 1, flags: 0x0100, questions: [{ type: 'A', name }] }));
      const [answer] = (await once(socket, 'message', { signal: AbortSignal.timeout(POLL_MS * 10) })) as [Buffer];
      return decode(answer).answers;
    } finally {
      socket.close();
    }
  }

  stop(): Promise<void> {
    return this.process.stop();
  }

  private async ready(names: Names): Promise<this> {
    const [name] = Object.keys(names) as [string];
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await this.lookUp(name).then(Boolean, () => false))) {
      if (this.process.ended || Date.now() > deadline) throw new Error(`A DNS server on port ${this.port} does not answer.`);
      await setTimeout(POLL_MS);
    }
    return this;
  }
}

import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { cleanUp } from './clean-up.js';

/** A port that stays the same whoever answers behind it: one server, another one, or nobody. */
export class SwitchedLine {
  private target: number | undefined;
  private readonly connections = new Set<Socket>();
  private readonly server = createServer((socket) => this.take(socket));

  static async lay(): Promise<SwitchedLine> {
    const line = new SwitchedLine();
    await new Promise<void>((resolve) => void line.server.listen(0, '127.0.0.1', resolve));
    cleanUp(() => {
      line.to(undefined);
      line.server.close();
    });
    return line;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Connections to the one before are broken off. @param port undefined if nobody is to answer */
  to(port: number | undefined): void {
    this.target = port;
    for (const socket of this.connections) socket.destroy();
    this.connections.clear();
  }

  private take(socket: Socket): void {
    if (this.target === undefined) return void socket.destroy();
    const onward = connect(this.target, '127.0.0.1');
    for (const [here, there] of [[socket, onward], [onward, socket]] as const) {
      this.connections.add(here);
      here.on('error', () => there.destroy());
      here.on('close', () => {
        this.connections.delete(here);
        there.destroy();
      });
      here.pipe(there);
    }
  }
}

import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { cleanUp } from '../clean-up.js';
import type { TestPlatform } from '../platform.js';
import { portOf } from '../ran-feed.js';

/** A platform as others reach it: it can fall silent, which takes connections and answers nothing. */
export class MutedPlatform {
  /** Requests that were not answered. */
  unanswered = 0;
  private isMuted = false;
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => this.take(socket));

  private constructor(private readonly platform: TestPlatform) {}

  static async before(platform: TestPlatform): Promise<MutedPlatform> {
    const muted = new MutedPlatform(platform);
    await new Promise<void>((resolve) => void muted.server.listen(0, '127.0.0.1', resolve));
    cleanUp(() => {
      muted.hangUp();
      muted.server.close();
    });
    return muted;
  }

  get apiRoot(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  mute(isMuted: boolean): void {
    this.isMuted = isMuted;
    this.hangUp();
  }

  private hangUp(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private take(socket: Socket): void {
    this.keep(socket);
    if (this.isMuted) {
      socket.once('data', () => (this.unanswered += 1));
      return;
    }
    const further = this.keep(connect(portOf(this.platform), '127.0.0.1'));
    socket.pipe(further).pipe(socket);
  }

  /** Whatever ends it is the end of it. */
  private keep(socket: Socket): Socket {
    this.sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => this.sockets.delete(socket));
  }
}

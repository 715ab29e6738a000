import type { Socket } from 'node:net';
import type { Cancel, Clock } from '../../common/clock/index.js';
import type { Responder } from '../domain/responder.js';
import { framed, FrameReader } from '../wire/frames.js';

/** So long a connection stays without a whole query. */
const IDLE_MS = 10_000;
/** Queries of one connection that wait for upstream; beyond that no further ones are begun. */
const MOST_WAITING = 64;

/** The queries of one connection; each answer is sent as soon as it is there (RFC 7766, 6.2.1.1). */
export class TcpConnection {
  private readonly frames = new FrameReader();
  private readonly received: Buffer[] = [];
  private waiting = 0;
  private ended = false;
  private cancel: Cancel = () => undefined;

  constructor(
    private readonly socket: Socket,
    private readonly responder: Responder,
    private readonly clock: Clock,
  ) {
    this.waitForQuery();
    socket.on('data', (chunk) => {
      this.received.push(...this.frames.read(chunk));
      this.goOn();
    });
    socket.on('drain', () => this.goOn());
    socket.on('end', () => {
      this.ended = true;
      this.goOn();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.cancel());
  }

  /** A client that does not take its answers is not read from either. */
  private get ready(): boolean {
    return this.waiting < MOST_WAITING && this.socket.writable && !this.socket.writableNeedDrain;
  }

  private waitForQuery(): void {
    this.cancel();
    this.cancel = this.clock.after(IDLE_MS, () => this.socket.destroy());
  }

  private goOn(): void {
    while (this.ready && this.received.length > 0) this.take(this.received.shift()!);
    if (this.ready) this.socket.resume();
    else this.socket.pause();
    if (this.ended && this.waiting === 0 && this.received.length === 0) this.socket.end();
  }

  private take(message: Buffer): void {
    const answer = this.responder.answer(message, 'tcp');
    if (!answer) return void this.socket.destroy();
    this.waitForQuery();
    if (answer instanceof Promise) this.sendLater(answer);
    else this.socket.write(framed(answer));
  }

  private sendLater(answer: Promise<Buffer>): void {
    this.waiting += 1;
    void answer.then((late) => {
      this.waiting -= 1;
      if (this.socket.writable) this.socket.write(framed(late));
      this.goOn();
    });
  }
}

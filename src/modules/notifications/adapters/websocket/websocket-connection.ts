import type { WebSocket } from 'ws';
import { log } from '../../../common/log/index.js';
import { CloseCode } from '../../../common/websockets/index.js';
import type { OutgoingNotification } from '../../domain/callback-client.js';
import { ConsumerConnection } from '../../domain/consumer-connection.js';
import type { Framing } from './framing.js';

type Settle = (failure?: string) => void;

/** A subscriber at a websocket. It holds one notification at most that is not answered yet, so that one who stops reading costs no more. */
export class WebsocketConnection extends ConsumerConnection {
  /** Settles what is under way. */
  private settle: Settle | undefined;

  constructor(
    private readonly socket: WebSocket,
    private readonly framing: Framing,
    private readonly timeoutMs: number,
  ) {
    super();
    socket.on('message', (message: Buffer, isBinary) => this.take(message, isBinary));
    socket.on('close', () => this.settle?.('the websocket was closed'));
  }

  override get open(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  override async send(notification: OutgoingNotification): Promise<string | undefined> {
    if (!this.open) return 'the websocket is closed';
    const timer = setTimeout(() => this.end(CloseCode.tryAgainLater, 'A notification was not answered in time.'), this.timeoutMs);
    const answered = new Promise<string | undefined>((resolve) => (this.settle = resolve));
    this.socket.send(this.framing.write(notification));
    return answered.finally(() => {
      clearTimeout(timer);
      this.settle = undefined;
    });
  }

  override close(reason: string): void {
    this.end(CloseCode.normal, reason);
  }

  private take(message: Buffer, isBinary: boolean): void {
    const answer = this.settle && this.framing.read(message, isBinary);
    if (answer) this.settle?.(answer.failure);
    else log.debug('A subscriber sent a message over its websocket that answers no notification.');
  }

  private end(code: number, reason: string): void {
    this.socket.close(code, reason);
    this.settle?.(reason);
  }
}

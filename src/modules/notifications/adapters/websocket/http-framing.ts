import type { OutgoingNotification } from '../../domain/callback-client.js';
import type { ConsumerAnswer, Framing } from './framing.js';

const SEQUENCE = Buffer.from('3GPP-WS-Notif-Seq: ');
const LINE_END = Buffer.from('\r\n');
const SEQUENCE_BYTES = 4;
const STATUS = /^(?:HTTP\/\d(?:\.\d)? )?(\d{3})(?: [^\r\n]*)?\r\n/;

/** Notifications as HTTP content in binary messages (MEC 009, 6.12a; 3GPP TS 29.122, 5.2.5.4). */
export class HttpFraming implements Framing {
  private sent = 0;

  write({ notificationId, body }: OutgoingNotification): Buffer {
    this.sent += 1;
    const content = Buffer.from(JSON.stringify(body));
    const headers = `Content-Type: application/json\r\nContent-Length: ${content.length}\r\nOpenMEP-Notification-Id: ${notificationId}\r\n\r\n`;
    return Buffer.concat([this.firstLine(), Buffer.from(headers), content]);
  }

  read(message: Buffer, isBinary: boolean): ConsumerAnswer | undefined {
    const firstLine = this.firstLine();
    if (!isBinary || !message.subarray(0, firstLine.length).equals(firstLine)) return undefined;
    const status = STATUS.exec(message.subarray(firstLine.length).toString('latin1'))?.[1];
    if (status === undefined) return undefined;
    return status.startsWith('2') ? {} : { failure: `answered ${status}` };
  }

  /** Of the last notification; the number begins with 1 in each connection and is the same in the answer. */
  private firstLine(): Buffer {
    const sequence = Buffer.alloc(SEQUENCE_BYTES);
    sequence.writeUInt32BE(this.sent % 2 ** 32);
    return Buffer.concat([SEQUENCE, sequence, LINE_END]);
  }
}

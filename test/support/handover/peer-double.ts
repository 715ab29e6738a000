import { Mp3, type Mp3Answer } from '../../../src/modules/handover/domain/ports/mp3.js';
import type { HandoverStatus, HandoverTransfer, MepHandoverState } from '../../../src/modules/handover/domain/types.js';

type Message = 'transfer' | 'cancel' | 'status';

interface Said {
  message: Message;
  peer: string;
  handoverId: string;
  body?: unknown;
}

export const refused = (code: number, reason?: string, currentEpoch?: number): Mp3Answer => ({
  kind: 'refused', code, ...(reason !== undefined && { reason }), ...(currentEpoch !== undefined && { currentEpoch }),
});

export const silent: Mp3Answer = { kind: 'silent', detail: 'there was no answer in time' };

const ANSWERS_OF_A_GOOD_TARGET: Record<Message, MepHandoverState> = { transfer: 'STAGED', status: 'STAGED', cancel: 'CANCELLED' };

/** Stands for all peers of a platform: takes what is said to them, and answers as it is told to, else as a target that takes everything. */
export class PeerDouble {
  readonly said: Said[] = [];
  private answers: Partial<Record<Message, (Mp3Answer | MepHandoverState)[]>> = {};

  /** Takes the place of the client of a platform. */
  stand(mp3: Mp3): void {
    Object.assign(mp3, {
      transfer: (peer: string, handoverId: string, body: unknown) => this.hear({ message: 'transfer', peer, handoverId, body }),
      cancel: (peer: string, handoverId: string, body: unknown) => this.hear({ message: 'cancel', peer, handoverId, body }),
      status: (peer: string, handoverId: string) => this.hear({ message: 'status', peer, handoverId }),
    } satisfies Partial<Mp3>);
  }

  /** The next answers to a message; the last one for ever. */
  answer(message: Message, ...answers: (Mp3Answer | MepHandoverState)[]): void {
    this.answers[message] = answers;
  }

  of(message: Message): Said[] {
    return this.said.filter((said) => said.message === message);
  }

  get transfers(): HandoverTransfer[] {
    return this.of('transfer').map(({ body }) => body as HandoverTransfer);
  }

  private async hear(said: Said): Promise<Mp3Answer> {
    this.said.push(said);
    const queue = this.answers[said.message] ?? [ANSWERS_OF_A_GOOD_TARGET[said.message]];
    const answer = queue.length > 1 ? queue.shift()! : queue[0]!;
    return typeof answer === 'string' ? { kind: 'status', code: 200, status: this.statusOf(said, answer) } : answer;
  }

  private statusOf({ handoverId }: Said, state: MepHandoverState): HandoverStatus {
    const transfer = this.said.find((said) => said.message === 'transfer' && said.handoverId === handoverId)?.body as HandoverTransfer | undefined;
    return { handoverId, epoch: transfer?.epoch ?? 1, role: 'TARGET', state, since: new Date(0).toISOString() };
  }
}

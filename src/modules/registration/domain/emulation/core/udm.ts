import type { SliceSubscription } from '../../types.js';
import { kamf, resStar } from '../keys.js';
import type { SbiMessage } from '../messages/message.js';
import { AnsweringFunction, type Answer } from './answering.js';
import { UDM } from './names.js';
import { listed } from './wording.js';

const USER_NOT_FOUND = { status: 404, cause: 'USER_NOT_FOUND' } as const;

/** Knows the subscribers, and their secrets: it stands for the AUSF too (3GPP TS 29.503). */
export class Udm extends AnsweringFunction {
  private readonly subscriptions: ReadonlyMap<string, SliceSubscription>;
  /** How many vectors it has given; each RAND is one of these numbers. */
  private vectors = 0;

  constructor(subscriptions: readonly SliceSubscription[]) {
    super(UDM);
    this.subscriptions = new Map(subscriptions.map((subscription) => [subscription.supi, subscription]));
  }

  protected override answer(request: SbiMessage): Answer | undefined {
    if (request.name === 'Nudm_UEAuthentication_Get') return this.vectorFor(request.elements.supi);
    return request.name === 'Nudm_SDM_Get' ? this.slicesOf(request.elements.supi) : undefined;
  }

  private vectorFor(supi: string): Answer {
    const name = 'Nudm_UEAuthentication_Get response';
    if (!this.subscriptions.has(supi)) return { response: { name, elements: USER_NOT_FOUND }, reason: `${supi} is no subscriber.` };
    const rand = (++this.vectors).toString(16).padStart(32, '0');
    const elements = { status: 200, rand, xresStar: resStar(supi, rand), key: kamf(supi, rand) } as const;
    return { response: { name, elements }, reason: `${supi} is a subscriber: makes an authentication vector.` };
  }

  private slicesOf(supi: string): Answer {
    const name = 'Nudm_SDM_Get response';
    const subscription = this.subscriptions.get(supi);
    if (!subscription) return { response: { name, elements: USER_NOT_FOUND }, reason: `${supi} is no subscriber.` };
    const { singleNssais, defaultSingleNssais = singleNssais } = subscription;
    return { response: { name, elements: { status: 200, singleNssais, defaultSingleNssais } }, reason: `${supi} has subscribed to ${listed(singleNssais)}.` };
  }
}

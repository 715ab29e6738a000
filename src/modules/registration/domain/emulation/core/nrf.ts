import type { PlmnId } from '../../types.js';
import type { SbiElements } from '../messages/sbi.js';
import type { SbiMessage } from '../messages/message.js';
import { AnsweringFunction, type Answer } from './answering.js';
import { NRF } from './names.js';

/** An AMF that runs. */
export interface RegisteredAmf {
  amf: string;
  amfId: string;
  amfSet: string;
  capacity: number;
}

/** The one with the greatest relative capacity first, of equals the one with the smallest amfId. */
export const byCapacity = (one: RegisteredAmf, other: RegisteredAmf): number =>
  other.capacity - one.capacity || Number.parseInt(one.amfId, 16) - Number.parseInt(other.amfId, 16);

/** Knows the AMFs that run (3GPP TS 29.510). */
export class Nrf extends AnsweringFunction {
  private readonly amfs: readonly RegisteredAmf[];

  constructor(
    private readonly plmnId: PlmnId,
    amfs: readonly RegisteredAmf[],
  ) {
    super(NRF);
    this.amfs = [...amfs].sort(byCapacity);
  }

  protected override answer(request: SbiMessage): Answer | undefined {
    if (request.name !== 'Nnrf_NFDiscovery') return undefined;
    const nfInstances = this.matching(request.elements);
    const names = nfInstances.map(({ amf }) => amf).join(', ');
    const reason = names ? `These AMFs run: ${names}.` : 'No such AMF runs.';
    return { response: { name: 'Nnrf_NFDiscovery response', elements: { status: 200, nfInstances } }, reason };
  }

  private matching({ guami, 'amf-set-id': set }: SbiElements['Nnrf_NFDiscovery']): RegisteredAmf[] {
    const { mcc, mnc } = this.plmnId;
    if (guami && (guami.plmnId.mcc !== mcc || guami.plmnId.mnc !== mnc)) return [];
    const wanted = guami?.amfId.toLowerCase();
    return this.amfs.filter(({ amfId, amfSet }) => (set === undefined || amfSet === set) && (wanted === undefined || amfId.toLowerCase() === wanted));
  }
}

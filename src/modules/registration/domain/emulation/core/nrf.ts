import { byPreference, partsOfSet } from '../../amf-identity.js';
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

/** Knows the AMFs that run (3GPP TS 29.510). */
export class Nrf extends AnsweringFunction {
  private readonly amfs: readonly RegisteredAmf[];

  constructor(
    private readonly plmnId: PlmnId,
    amfs: readonly RegisteredAmf[],
  ) {
    super(NRF);
    this.amfs = [...amfs].sort(byPreference);
  }

  protected override answer(request: SbiMessage): Answer | undefined {
    if (request.name !== 'Nnrf_NFDiscovery') return undefined;
    const nfInstances = this.matching(request.elements);
    const names = nfInstances.map(({ amf }) => amf).join(', ');
    const reason = names ? `These AMFs run: ${names}.` : 'No such AMF runs.';
    return { response: { name: 'Nnrf_NFDiscovery response', elements: { status: 200, nfInstances } }, reason };
  }

  private matching({ guami, 'amf-region-id': region, 'amf-set-id': set }: SbiElements['Nnrf_NFDiscovery']): RegisteredAmf[] {
    const { mcc, mnc } = this.plmnId;
    if (guami && (guami.plmnId.mcc !== mcc || guami.plmnId.mnc !== mnc)) return [];
    const wanted = guami?.amfId.toLowerCase();
    return this.amfs.filter(({ amfId, amfSet }) => {
      const { amfRegionId, amfSetId } = partsOfSet(amfSet);
      return (region ?? amfRegionId) === amfRegionId && (set ?? amfSetId) === amfSetId && (wanted ?? amfId.toLowerCase()) === amfId.toLowerCase();
    });
  }
}

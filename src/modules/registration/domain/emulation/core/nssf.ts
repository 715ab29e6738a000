import { contains, intersection, without } from '../../snssai.js';
import type { NssfPolicy, RegistrationGnb, Snssai } from '../../types.js';
import type { SbiMessage } from '../messages/message.js';
import type { AuthorizedNetworkSliceInfo, SbiElements } from '../messages/sbi.js';
import { AnsweringFunction, type Answer } from './answering.js';
import { NSSF } from './names.js';
import { listed } from './wording.js';

/** An AMF set with an AMF that runs. */
interface RunningAmfSet {
  id: string;
  snssais: readonly Snssai[];
  /** Ids of its AMFs that run, the one to be taken first in front. */
  amfs: readonly string[];
}

type Query = SbiElements['Nnssf_NSSelection_Get'];

/** Says which slices a UE gets where it is, and which AMFs serve them (3GPP TS 29.531). */
export class Nssf extends AnsweringFunction {
  private readonly sets: readonly RunningAmfSet[];
  private readonly slicesAt: ReadonlyMap<string, readonly Snssai[]>;

  /** @param sets only those with an AMF that runs, as the NRF would tell it (3GPP TS 23.502, 4.2.2.2.3) */
  constructor(
    sets: readonly RunningAmfSet[],
    gnbs: readonly Pick<RegistrationGnb, 'id' | 'snssais'>[],
    private readonly policy: NssfPolicy = {},
  ) {
    super(NSSF);
    this.sets = [...sets].sort((one, other) => (one.id < other.id ? -1 : 1));
    this.slicesAt = new Map(gnbs.map(({ id, snssais }) => [id, snssais]));
  }

  protected override answer(request: SbiMessage): Answer | undefined {
    if (request.name !== 'Nnssf_NSSelection_Get') return undefined;
    const info = this.select(request.elements);
    const who = info.targetAmfSet ?? info.candidateAmfList?.join(', ');
    const slices = listed(info.allowedNssaiList.length ? info.allowedNssaiList : info.configuredNssai);
    const reason = who ? `Of the slices of the UE, ${slices} can be served here, by ${who}.` : 'No AMF set that runs serves a slice of the UE here.';
    return { response: { name: 'Nnssf_NSSelection_Get response', elements: { status: 200, ...info } }, reason };
  }

  private select(query: Query): AuthorizedNetworkSliceInfo {
    const { requestedNssai = [], subscribedNssai } = query['slice-info-request-for-registration'];
    const subscribedNssais = subscribedNssai.map(({ subscribedSnssai }) => subscribedSnssai);
    const defaultSubscribedNssais = subscribedNssai.filter(({ defaultIndication }) => defaultIndication).map(({ subscribedSnssai }) => subscribedSnssai);
    const available = (snssais: readonly Snssai[]) => this.availableAt(query.gnb, snssais);
    const requested = available(intersection(requestedNssai, subscribedNssais));
    // The default ones count if nothing that is requested can be had (3GPP TS 23.501, 5.15.5.2.1).
    const granted = requested.length ? requested : available(defaultSubscribedNssais);
    // What it has to request to get it: no slice beyond the default ones is given without.
    const wanted = granted.length ? granted : available(subscribedNssais);
    const target = this.targetFor(wanted, query['nf-id']);
    const allowedNssaiList = target ? intersection(granted, target.snssais) : [];
    const rejected = {
      rejectedNssaiInPlmn: without(requestedNssai, subscribedNssais),
      rejectedNssaiInTa: without(intersection(requestedNssai, subscribedNssais), allowedNssaiList),
    };
    if (!target) return { allowedNssaiList, configuredNssai: this.policy.configuredNssai ?? [], ...rejected };
    const configuredNssai = this.policy.configuredNssai ?? intersection([...wanted, ...subscribedNssais], target.snssais);
    return { allowedNssaiList, configuredNssai, ...this.named(target), ...rejected };
  }

  private availableAt(gnb: string, snssais: readonly Snssai[]): Snssai[] {
    return intersection(snssais, this.slicesAt.get(gnb) ?? []).filter((snssai) => this.sets.some((set) => contains(set.snssais, snssai)));
  }

  /** The set of the AMF that asks if it serves any of them, else the one that serves most, of equals the one with the smallest id. */
  private targetFor(wanted: readonly Snssai[], asking: string): RunningAmfSet | undefined {
    let best: { set: RunningAmfSet; serves: number } | undefined;
    for (const set of this.sets) {
      const serves = intersection(wanted, set.snssais).length;
      if (serves && set.amfs.includes(asking)) return set;
      if (serves > (best?.serves ?? 0)) best = { set, serves };
    }
    return best?.set;
  }

  private named({ id, amfs }: RunningAmfSet): Pick<AuthorizedNetworkSliceInfo, 'targetAmfSet' | 'candidateAmfList'> {
    return this.policy.answersWith === 'CANDIDATE_AMF_LIST' ? { candidateAmfList: [...amfs] } : { targetAmfSet: id };
  }
}

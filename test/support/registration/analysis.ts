import { both, but, chosenOf, entitled, firstAmf, gnbOf, type Mode, type Network, reaches, servingSets, type Settings, setOf, slices, type Snssai, type Ue, withGuami } from './analysis-network.js';

/** A registration to think through: all that decides how it ends. */
export interface Situation {
  network: Network;
  ue: Ue;
  /** Id of the gNB. */
  gnb: string;
  settings: Settings;
}

export interface Prediction {
  outcome: 'REGISTERED' | 'REJECTED' | 'LOOP';
  attempts: number;
  /** Id of the AMF that registers the UE, and what it allows. */
  amf?: string;
  allowed?: string[];
}

/** What the UE remembers from one attempt to the next. */
interface Memory {
  description: string[] | undefined;
  allowed: string[];
  configured: string[];
  rejected: string[];
  mode: Mode | undefined;
  modeIsNew: boolean;
  givesGuami: boolean;
  /** Id of the AMF that shares its security context. */
  keyWith: string | undefined;
}

type End = { registered: { amf: string; allowed: string[] } } | { rejected: { configured?: Snssai[]; mode?: Mode; slices: string[] } } | 'failed';

const MOST_REQUESTED = 8;

function memoryOf({ ue, settings }: Situation): Memory {
  const { requestedNssai, allowedNssai, configuredNssai, nssaiInclusionMode, securityContext } = ue;
  return {
    ...{ description: requestedNssai && slices(requestedNssai), allowed: slices(allowedNssai), configured: slices(configuredNssai), rejected: [] },
    ...{ mode: nssaiInclusionMode, modeIsNew: false, givesGuami: settings.givesGuami === true },
    keyWith: securityContext?.heldByAmf === false ? undefined : securityContext?.amf,
  };
}

/** Behaviour 13: what it has been told last counts first. */
function requestOf({ description = [], allowed, configured, rejected }: Memory): string[] {
  const lists = [description, allowed, configured].map((list) => but(list, rejected).slice(0, MOST_REQUESTED));
  return lists.find(({ length }) => length > 0) ?? [];
}

function toldToGnb({ settings }: Situation, { mode = 'D', modeIsNew }: Memory, requested: string[]): string[] {
  return mode !== 'D' && (settings.givesNssai !== false || modeIsNew) ? requested : [];
}

/** What the NSSF says about the slices of a UE whose target is this set. */
function configuredFor({ network, ue }: Situation, served: Snssai[]): Snssai[] {
  const subscribed = network.subscriptions?.find(({ supi }) => supi === ue.supi)?.singleNssais ?? [];
  return network.nssf?.configuredNssai ?? subscribed.filter((one) => both(slices([one]), slices(served)).length > 0);
}

/** What is not subscribed, or not at this gNB. */
function refused({ network, ue, gnb }: Situation, requested: string[]): string[] {
  const subscribed = slices(network.subscriptions?.find(({ supi }) => supi === ue.supi)?.singleNssais);
  return but(requested, both(subscribed, slices(gnbOf(network, gnb).snssais)));
}

function hints({ settings }: Situation, configured: Snssai[], rejected: string[]): End {
  const { rejectConfiguredNssai = true, rejectInclusionMode = 'C' } = settings;
  return { rejected: { ...(rejectConfiguredNssai && configured.length > 0 && { configured }), ...(rejectInclusionMode !== 'NONE' && { mode: rejectInclusionMode }), slices: rejected } };
}

/** Behaviours 9 to 11: the target must authenticate a UE that listens to nobody but the AMF with which it has keys already. */
function rerouted(situation: Situation, configured: Snssai[], target: { amf: string; allowed: string[]; knowsRequest: boolean }, secured: boolean): End {
  const { acceptsPlainAuthentication = false, acceptsPlainReject = false } = situation.ue.behaviour ?? {};
  const { amf, allowed, knowsRequest } = target;
  if (knowsRequest) return 'failed';
  if (situation.settings.rejectBy === 'TARGET') return acceptsPlainReject ? hints(situation, configured, []) : 'failed';
  return acceptsPlainAuthentication || !secured ? { registered: { amf, allowed } } : 'failed';
}

function attempted(situation: Situation, memory: Memory, requested: string[]): End {
  const { network, ue, settings } = situation;
  const gnb = gnbOf(network, situation.gnb);
  const guami = ue.guti?.guami.amfId;
  const first = firstAmf(network, gnb, memory.givesGuami ? guami : undefined, toldToGnb(situation, memory, requested));
  if (!first) return 'failed';
  const home = withGuami(network, guami);
  const isKnownAt = (id: string): boolean => home?.id === id && memory.keyWith === id;
  const wishes = entitled(network, gnb, ue.supi, requested);
  const own = setOf(network, first);
  const at = (amf: string, served: Snssai[]): { amf: string; allowed: string[] } => ({ amf, allowed: both(wishes, slices(served)).slice(0, MOST_REQUESTED) });
  if (both(wishes, slices(own.snssais)).length > 0) return { registered: at(first.id, own.snssais) };
  const [target] = servingSets(network, wishes);
  if (!target) return { rejected: { slices: requested } };
  const next = chosenOf(target.amfs)!;
  const there = at(next.id, target.snssais);
  const direct = (settings.reroute ?? 'DIRECT_IF_REACHABLE') === 'DIRECT_IF_REACHABLE' && reaches(network, own, target);
  if (direct) return { registered: there };
  const configured = configuredFor(situation, target.snssais);
  if ((settings.rejectBy ?? 'INITIAL') === 'INITIAL') return hints(situation, configured, refused(situation, requested));
  return rerouted(situation, configured, { ...there, knowsRequest: isKnownAt(next.id) }, !isKnownAt(first.id));
}

/** Behaviours 12 to 14: a reject that tells what to request changes the next attempt. */
function learnt({ ue }: Situation, memory: Memory, told: { configured?: Snssai[]; mode?: Mode; slices: string[] }): Memory {
  const { configured, mode } = ue.behaviour?.readsRejectExtensions === false ? {} : told;
  return {
    ...{ ...memory, rejected: [...memory.rejected, ...told.slices], keyWith: undefined },
    ...(configured && { configured: slices(configured), allowed: [], description: undefined, givesGuami: false }),
    ...(mode && { mode, modeIsNew: true }),
  };
}

/** How a registration ends, attempt by attempt, without messages and without time. */
export function predicted(situation: Situation): Prediction {
  const most = 1 + (situation.settings.retryCap ?? 5);
  let memory = memoryOf(situation);
  for (let attempts = 1; attempts <= most; attempts++) {
    const end = attempted(situation, memory, requestOf(memory));
    if (end === 'failed') memory = { ...memory, keyWith: undefined };
    else if ('registered' in end) return { outcome: 'REGISTERED', attempts, ...end.registered };
    else {
      memory = learnt(situation, memory, end.rejected);
      if (requestOf(memory).length === 0) return { outcome: 'REJECTED', attempts };
    }
  }
  return { outcome: 'LOOP', attempts: most };
}

import { available, both, but, chosenOf, entitled, firstAmf, gnbOf, isSubscriber, reaches, servingSets, setOf, slice, slices, subscriptionOf, withGuami } from './analysis-network.js';
import type { AmfSet, Mode, Network, Settings, Snssai, Ue } from './analysis-network.js';

/** A registration to think through: all that decides how it ends. */
export interface Situation {
  network: Network;
  ue: Ue;
  /** Id of the gNB. */
  gnb: string;
  registrationType?: 'INITIAL' | 'MOBILITY';
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
  /** What its description says that it requests. */
  wish: string[] | undefined;
  allowed: string[];
  configured: string[];
  rejected: string[];
  mode: Mode | undefined;
  modeIsNew: boolean;
  givesGuami: boolean;
  /** AMF identifier in its 5G-GUTI. */
  guami: string | undefined;
  /** Id of the AMF that shares its security context. */
  keyWith: string | undefined;
  failures: number;
}

interface Told {
  configured?: Snssai[];
  mode?: Mode;
  /** Slices that are rejected. */
  rejected: string[];
}

interface Accepted {
  amf: string;
  allowed: string[];
}

type End = { accepted: Accepted } | { told: Told } | 'failed' | 'given up';

const MOST_REQUESTED = 8;
const FAILURES_BEFORE_T3502 = 5;

function memoryOf({ ue, settings }: Situation): Memory {
  const { requestedNssai, allowedNssai, configuredNssai, nssaiInclusionMode, securityContext, guti } = ue;
  return {
    ...{ wish: requestedNssai && slices(requestedNssai), allowed: slices(allowedNssai), configured: slices(configuredNssai), rejected: [], failures: 0 },
    ...{ mode: nssaiInclusionMode, modeIsNew: false, givesGuami: settings.givesGuami === true, guami: guti?.guami.amfId },
    keyWith: securityContext?.heldByAmf === false ? undefined : securityContext?.amf,
  };
}

/** Behaviour 13: what it has been told last counts first. */
function requestOf({ wish, allowed, configured, rejected }: Memory): string[] {
  const known = but(allowed, rejected);
  return but(wish ?? (known.length > 0 ? known : configured), rejected).slice(0, MOST_REQUESTED);
}

function toldToGnb({ settings }: Situation, { mode = 'D', modeIsNew }: Memory, requested: string[]): string[] {
  return mode !== 'D' && (settings.givesNssai !== false || modeIsNew) ? requested : [];
}

/** A reject without hints is about all that the UE could have meant. */
function withoutHints({ network, ue }: Situation, requested: string[]): Told {
  return { rejected: requested.length > 0 ? requested : subscriptionOf(network, ue.supi).usual };
}

/** What the AMF tells the UE to request, if its target is the set with these slices. */
function hints(situation: Situation, requested: string[], served: Snssai[]): Told {
  const { network, ue, gnb, settings } = situation;
  const { rejectConfiguredNssai = true, rejectInclusionMode = 'C' } = settings;
  const { list, subscribed } = subscriptionOf(network, ue.supi);
  const configured = rejectConfiguredNssai ? (network.nssf?.configuredNssai ?? list.filter((one) => slices(served).includes(slice(one)))) : [];
  if (configured.length === 0 && rejectInclusionMode === 'NONE') return withoutHints(situation, requested);
  const elsewhere = but(requested, both(subscribed, available(network, gnbOf(network, gnb))));
  return {
    ...{ rejected: but(elsewhere, slices(configured)), ...(configured.length > 0 && { configured }) },
    ...(rejectInclusionMode !== 'NONE' && { mode: rejectInclusionMode }),
  };
}

/** Behaviours 9 to 11: the target must authenticate a UE that by then listens to nobody but the AMF with which it has keys. */
function rerouted(situation: Situation, told: Told, there: Accepted, isKnownThere: boolean, hasNewKeys: boolean): End {
  const { acceptsPlainAuthentication = false, acceptsPlainReject = false } = situation.ue.behaviour ?? {};
  if (isKnownThere) return 'failed';
  // The target has not seen what the UE requests.
  if (situation.settings.rejectBy === 'TARGET') return acceptsPlainReject ? { told: { ...told, rejected: [] } } : 'failed';
  return acceptsPlainAuthentication || !hasNewKeys ? { accepted: there } : 'failed';
}

/** Nothing of what it may have can be had. It may have subscribed to something else that can: with the idea it is told to request that. */
function unrequested(situation: Situation, requested: string[], asking: AmfSet): End {
  const { network, ue, gnb, settings } = situation;
  const serving = servingSets(network, both(subscriptionOf(network, ue.supi).subscribed, available(network, gnbOf(network, gnb))));
  if (serving.length === 0 || settings.rejectBy === 'NONE') return { told: withoutHints(situation, requested) };
  const target = serving.includes(asking) ? asking : serving[0]!;
  return { told: hints(situation, requested, target.snssais) };
}

function attempted(situation: Situation, memory: Memory): End {
  const { network, ue, settings } = situation;
  const gnb = gnbOf(network, situation.gnb);
  const wanted = requestOf(memory);
  const first = firstAmf(network, gnb, memory.givesGuami ? memory.guami : undefined, toldToGnb(situation, memory, wanted));
  if (!first) return 'failed';
  const isKnownAt = (id: string): boolean => memory.keyWith === id && withGuami(network, memory.guami)?.id === id;
  if (!isSubscriber(network, ue.supi)) return isKnownAt(first.id) || ue.behaviour?.acceptsPlainReject ? 'given up' : 'failed';
  const requested = isKnownAt(first.id) && ue.behaviour?.ciphersRegistrationRequest === false ? [] : wanted;
  const own = setOf(network, first);
  const wishes = entitled(network, gnb, ue.supi, requested);
  if (wishes.length === 0) return unrequested(situation, requested, own);
  const at = (amf: string, served: Snssai[]): Accepted => ({ amf, allowed: both(wishes, slices(served)).slice(0, MOST_REQUESTED) });
  if (both(wishes, slices(own.snssais)).length > 0) return { accepted: at(first.id, own.snssais) };
  const target = servingSets(network, wishes)[0]!;
  const next = chosenOf(target.amfs)!;
  const there = at(next.id, target.snssais);
  if ((settings.reroute ?? 'DIRECT_IF_REACHABLE') === 'DIRECT_IF_REACHABLE' && reaches(network, own, target)) return { accepted: there };
  const told = hints(situation, requested, target.snssais);
  if ((settings.rejectBy ?? 'INITIAL') === 'INITIAL') return { told };
  return rerouted(situation, told, there, isKnownAt(next.id), !isKnownAt(first.id));
}

/** Behaviours 12 to 14: a reject changes the next attempt. */
function afterReject({ ue }: Situation, memory: Memory, { rejected, ...all }: Told): Memory {
  const { configured, mode } = ue.behaviour?.readsRejectExtensions === false ? {} : all;
  const known = configured ? { ...memory, configured: slices(configured), allowed: [], rejected: [], wish: undefined, givesGuami: false } : memory;
  const refused = [...known.rejected, ...rejected];
  const wish = rejected.length > 0 && but(known.wish ?? [], refused).length === 0 ? undefined : known.wish;
  return { ...known, wish, rejected: refused, keyWith: undefined, failures: 0, ...(mode && { mode, modeIsNew: true }) };
}

/** After five failures a UE that is not registered forgets who it was (24.501 5.5.1.2.7). */
function afterFailure(memory: Memory, registrationType: string): Memory {
  const failures = (memory.failures + 1) % FAILURES_BEFORE_T3502;
  const forgets = failures === 0 && registrationType === 'INITIAL';
  return { ...memory, failures, keyWith: undefined, ...(forgets && { guami: undefined }) };
}

/** How a registration ends, attempt by attempt, without messages and without time. */
export function predicted(situation: Situation): Prediction {
  const most = 1 + (situation.settings.retryCap ?? 5);
  let memory = memoryOf(situation);
  for (let attempts = 1; attempts <= most; attempts++) {
    const end = attempted(situation, memory);
    if (end === 'failed') memory = afterFailure(memory, situation.registrationType ?? 'INITIAL');
    else if (end === 'given up') return { outcome: 'REJECTED', attempts };
    else if ('accepted' in end) return { outcome: 'REGISTERED', attempts, ...end.accepted };
    else {
      memory = afterReject(situation, memory, end.told);
      if (requestOf(memory).length === 0) return { outcome: 'REJECTED', attempts };
    }
  }
  return { outcome: 'LOOP', attempts: most };
}

/** Whether some AMF that runs serves something there that the UE has subscribed to. */
export function canBeServed({ network, ue, gnb }: Situation): boolean {
  return both(subscriptionOf(network, ue.supi).subscribed, available(network, gnbOf(network, gnb))).length > 0;
}

import { available, both, but, chosenOf, entitled, firstAmf, gnbOf, isSubscriber, reaches, servingSets, setOf, slices, subscriptionOf, withGuami } from './analysis-network.js';
import type { Amf, AmfSet, Mode, Network, Settings, Snssai, Ue } from './analysis-network.js';

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
  configured?: string[];
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

/** What the AMF tells the UE to request, if its target is the set with these slices: first what it may have there. */
function hints(situation: Situation, requested: string[], wishes: string[], served: Snssai[]): Told {
  const { network, ue, settings } = situation;
  const { rejectConfiguredNssai = true, rejectInclusionMode = 'C' } = settings;
  const { subscribed } = subscriptionOf(network, ue.supi);
  const right = both([...wishes, ...but(subscribed, wishes)], slices(served));
  const configured = rejectConfiguredNssai ? (network.nssf?.configuredNssai ? slices(network.nssf.configuredNssai) : right) : [];
  if (configured.length === 0 && rejectInclusionMode === 'NONE') return withoutHints(situation, requested);
  const elsewhere = but(requested, both(wishes, slices(served)));
  return {
    ...{ rejected: but(elsewhere, configured), ...(configured.length > 0 && { configured }) },
    ...(rejectInclusionMode !== 'NONE' && { mode: rejectInclusionMode }),
  };
}

/** Behaviours 9 to 11: the target must authenticate a UE that by then listens to nobody but the AMF with which it has keys. */
function rerouted(situation: Situation, told: Told, there: End, isKnownThere: boolean, listensToFirst: boolean): End {
  const { acceptsPlainAuthentication = false, acceptsPlainReject = false } = situation.ue.behaviour ?? {};
  if (isKnownThere) return 'failed';
  // The target has not seen what the UE requests.
  if (situation.settings.rejectBy === 'TARGET') return acceptsPlainReject ? { told: { ...told, rejected: [] } } : 'failed';
  return acceptsPlainAuthentication || !listensToFirst ? there : 'failed';
}

/** Nothing of what it may have can be had. It may have subscribed to something else that can: with the idea it is told to request that. */
function unrequested(situation: Situation, requested: string[], asking: AmfSet): End {
  const { network, ue, gnb, settings } = situation;
  const wishes = both(subscriptionOf(network, ue.supi).subscribed, available(network, gnbOf(network, gnb)));
  const serving = servingSets(network, wishes);
  if (serving.length === 0 || settings.rejectBy === 'NONE') return { told: withoutHints(situation, requested) };
  const target = serving.includes(asking) ? asking : serving[0]!;
  return { told: hints(situation, requested, wishes, target.snssais) };
}

/** Where the first AMF cannot serve the UE and some other can. */
function handedOver(situation: Situation, first: Amf, wanted: string[], isKnownAt: (amf: Amf) => boolean): End {
  const { network, settings, ue } = situation;
  const gnb = gnbOf(network, situation.gnb);
  const wishes = entitled(network, gnb, ue.supi, wanted);
  const target = servingSets(network, wishes)[0]!;
  const next = chosenOf(target.amfs)!;
  const { reroute = 'DIRECT_IF_REACHABLE', rejectBy = 'INITIAL' } = settings;
  if (reroute === 'DIRECT_IF_REACHABLE' && reaches(network, setOf(network, first), target)) return { accepted: acceptedAt(next, target, wishes) };
  const told = hints(situation, wanted, wishes, target.snssais);
  if (rejectBy === 'INITIAL') return { told };
  return rerouted(situation, told, { accepted: acceptedAt(next, target, wishes) }, isKnownAt(next), !isKnownAt(first) || ue.behaviour?.ciphersRegistrationRequest === false);
}

const acceptedAt = ({ id }: Amf, { snssais }: AmfSet, wishes: string[]): Accepted => ({ amf: id, allowed: both(wishes, slices(snssais)).slice(0, MOST_REQUESTED) });

function attempted(situation: Situation, memory: Memory): End {
  const { network, ue } = situation;
  const { acceptsPlainReject = false } = ue.behaviour ?? {};
  const gnb = gnbOf(network, situation.gnb);
  const wanted = requestOf(memory);
  const first = firstAmf(network, gnb, memory.givesGuami ? memory.guami : undefined, toldToGnb(situation, memory, wanted));
  if (!first) return 'failed';
  const isKnownAt = ({ id }: Amf): boolean => memory.keyWith === id && withGuami(network, memory.guami)?.id === id;
  if (!isSubscriber(network, ue.supi)) return isKnownAt(first) || acceptsPlainReject ? 'given up' : 'failed';
  const own = setOf(network, first);
  const wishes = entitled(network, gnb, ue.supi, wanted);
  if (wishes.length === 0) return unrequested(situation, wanted, own);
  return both(wishes, slices(own.snssais)).length > 0 ? { accepted: acceptedAt(first, own, wishes) } : handedOver(situation, first, wanted, isKnownAt);
}

/** Behaviours 12 to 14: a reject changes the next attempt. */
function afterReject({ ue }: Situation, memory: Memory, { rejected, ...all }: Told): Memory {
  const { configured, mode } = ue.behaviour?.readsRejectExtensions === false ? {} : all;
  const known = configured ? { ...memory, configured, allowed: [], rejected: [], wish: undefined, givesGuami: false } : memory;
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

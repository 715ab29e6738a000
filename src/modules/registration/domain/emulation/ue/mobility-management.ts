import type { Guami, Guti, RegistrationOutcome, RegistrationType, RegistrationUe, RunSettings } from '../../types.js';
import type { Surroundings, Verdict } from '../machine.js';
import type { Nas, NasMessage, RegistrationRequestElements } from '../messages/nas.js';
import { accepted, answered, ignored } from '../verdicts.js';
import { Attempts } from './attempts.js';
import { NasSecurity } from './nas-security.js';
import { SliceMemory } from './nssai.js';
import { reactionTo } from './reject.js';
import type { UeReport } from './report.js';
import { completeRequest, identityOf, initialMessage } from './requests.js';
import { accessStratumInformation, type RrcConnection } from './rrc-connection.js';
import { mobilityStates, type MobilityState } from './states.js';
import { startTimer, stopAllTimers } from './timers.js';

/** 5GMM of a UE: it registers, again and again if it must (3GPP TS 24.501, 5.5.1). */
export class MobilityManagement {
  private readonly slices: SliceMemory;
  private readonly security: NasSecurity;
  private readonly attempts: Attempts;
  private state: MobilityState;
  private guti: Guti | undefined;
  private request: RegistrationRequestElements | undefined;
  /** An attempt follows the release of the connection. */
  private triesAgainOnRelease = false;
  private result: { outcome: RegistrationOutcome; reason: string; at: number } | undefined;

  constructor(
    private readonly name: string,
    private readonly description: RegistrationUe,
    private type: RegistrationType,
    private readonly settings: RunSettings,
    private readonly rrc: RrcConnection,
  ) {
    this.slices = new SliceMemory(description);
    this.security = new NasSecurity(description.supi, description.securityContext, description.behaviour ?? {});
    this.attempts = new Attempts(settings.retryCap);
    this.guti = description.guti;
    this.state = type === 'MOBILITY' ? '5GMM-REGISTERED' : '5GMM-DEREGISTERED';
  }

  tryToRegister(surroundings: Surroundings): void {
    const { security, settings, guti } = this;
    this.triesAgainOnRelease = false;
    this.state = mobilityStates.next(this.state, 'begin to register');
    security.beginConnection();
    const [requested, told] = [this.slices.toRequest(), this.slices.toTellGnb(settings.givesNssai)];
    this.request = completeRequest(this.type, identityOf(this.description.supi, guti), security.ngKsi, requested);
    const number = this.attempts.begin(surroundings.now(), requested, told);
    const information = accessStratumInformation(settings.givesGuami && !this.slices.leadElsewhere ? guti : undefined, told);
    const ciphers = this.description.behaviour?.ciphersRegistrationRequest ?? true;
    startTimer('T3510', surroundings);
    this.rrc.request(number, information, initialMessage(this.name, this.request, security, ciphers), surroundings);
  }

  /** A NAS message of the network. */
  take(nas: NasMessage, surroundings: Surroundings): Verdict {
    const refusal = this.security.refuse(nas);
    if (refusal !== undefined) return ignored(refusal);
    if (this.state !== '5GMM-REGISTERED-INITIATED') return ignored(`The UE is ${this.state} and waits for no answer to a registration.`);
    switch (nas.name) {
      case 'IDENTITY REQUEST':
        return this.answer(nas, 'IDENTITY RESPONSE', { 'Mobile identity': identityOf(this.description.supi, undefined) }, surroundings);
      case 'AUTHENTICATION REQUEST':
        return this.answer(nas, 'AUTHENTICATION RESPONSE', { 'Authentication response parameter': this.security.authenticate(nas.elements) }, surroundings);
      case 'SECURITY MODE COMMAND':
        return this.takeContextIntoUse(nas, surroundings);
      case 'REGISTRATION ACCEPT':
        return this.beAccepted(nas, surroundings);
      case 'REGISTRATION REJECT':
        return this.beRejected(nas, surroundings);
      default:
        return ignored(`${nas.name} is no message to a UE.`);
    }
  }

  /** The gNB has released the connection. */
  released(surroundings: Surroundings): Verdict {
    if (this.state === '5GMM-REGISTERED-INITIATED') {
      surroundings.stop({ name: 'T3510' });
      this.attempts.end('RELEASED', surroundings.now());
      this.fail('the connection was released without an answer', surroundings);
      return accepted('The connection has ended before the network has answered: the attempt has failed (TS 24.501, 5.5.1.2.7).');
    }
    if (!this.triesAgainOnRelease) return accepted('The connection has ended.');
    surroundings.stop({ name: 'T3540' });
    this.tryToRegister(surroundings);
    return accepted('The connection has ended; the UE tries to register again at once.');
  }

  /** T3510: the attempt has taken too long, and the gNB does not hear that the connection is released. */
  timeOut(surroundings: Surroundings): void {
    this.attempts.end('TIMED_OUT', surroundings.now());
    this.fail('T3510 has expired', surroundings);
  }

  switchOff(surroundings: Surroundings): void {
    if (this.state === '5GMM-REGISTERED-INITIATED') this.attempts.end('SWITCHED_OFF', surroundings.now());
    this.state = mobilityStates.next(this.state, 'be switched off');
    this.finish('SWITCHED_OFF', `The UE was switched off in attempt ${this.attempts.list.length}.`, surroundings);
  }

  report(amfWith: (guami: Guami) => string): UeReport {
    const { result, guti } = this;
    const { id, supi, behaviour } = this.description;
    const stored = { id, supi, ...(guti && { guti }), ...this.slices.stored(), ...this.security.stored(amfWith), ...(behaviour && { behaviour }) };
    const attempts = this.attempts.list;
    const { key } = this.security;
    const now = { attempts, stored, ...(key !== undefined && { key }) };
    if (!result) return { reason: `Attempt ${attempts.length} is under way.`, ...now };
    const amf = result.outcome === 'REGISTERED' && guti ? { amf: amfWith(guti.guami) } : {};
    return { outcome: result.outcome, reason: result.reason, outcomeAt: result.at, ...amf, ...now };
  }

  private answer<Name extends 'IDENTITY RESPONSE' | 'AUTHENTICATION RESPONSE'>(to: NasMessage, name: Name, elements: Nas<Name>['elements'], surroundings: Surroundings): Verdict {
    this.rrc.send({ name, elements, sender: this.name, ...this.security.protectAnswerTo(to) } as NasMessage, surroundings);
    const why = to.protection === 'PLAIN' ? 'before secure exchange it is taken without protection (TS 24.501, 4.4.4.2)' : 'its protection is verified';
    return answered(`The UE answers with ${name}: ${why}.`);
  }

  private takeContextIntoUse({ key }: Nas<'SECURITY MODE COMMAND'>, surroundings: Surroundings): Verdict {
    const { security, name, request } = this;
    security.takeIntoUse(key);
    const protection = security.protect('INTEGRITY_PROTECTED_AND_CIPHERED_WITH_NEW_CONTEXT');
    this.rrc.send({ name: 'SECURITY MODE COMPLETE', elements: { 'NAS message container': request! }, sender: name, ...protection }, surroundings);
    return answered('Its protection is verified with the new key: secure exchange begins, and the complete REGISTRATION REQUEST follows (TS 24.501, 5.4.2.3).');
  }

  private beAccepted({ elements }: Nas<'REGISTRATION ACCEPT'>, surroundings: Surroundings): Verdict {
    const { '5G-GUTI': guti } = elements;
    this.state = mobilityStates.next(this.state, 'be accepted');
    this.guti = guti;
    this.security.acceptedBy(guti.guami);
    this.slices.takeFromAccept(elements);
    this.attempts.end('ACCEPTED', surroundings.now());
    this.rrc.send({ name: 'REGISTRATION COMPLETE', elements: {}, sender: this.name, ...this.security.protect('INTEGRITY_PROTECTED_AND_CIPHERED') }, surroundings);
    this.finish('REGISTERED', `Attempt ${this.attempts.list.length} was accepted.`, surroundings);
    return accepted('Its protection is verified: the UE is registered, keeps 5G-GUTI and slices, and answers with REGISTRATION COMPLETE.');
  }

  private beRejected(nas: Nas<'REGISTRATION REJECT'>, surroundings: Surroundings): Verdict {
    const cause = nas.elements['5GMM cause'];
    const why = `REGISTRATION REJECT with 5GMM cause ${cause} in attempt ${this.attempts.list.length}`;
    surroundings.stop({ name: 'T3510' });
    this.attempts.end('REJECTED', surroundings.now(), cause);
    switch (reactionTo(cause, this.security.believes(nas))) {
      case 'forget who it is':
        return this.beUnknown(why, surroundings);
      case 'look for other slices':
        return this.lookForOtherSlices(nas, why, surroundings);
      case 'try again later':
        this.fail(why, surroundings);
        return accepted(`The attempt has failed${nas.protection === 'PLAIN' ? '; the message is not protected, so nothing else that it says is believed' : ''}.`);
      case 'give up':
        this.endProcedure();
        this.finish('REJECTED', `${why}.`, surroundings);
        return accepted('The UE does not try again.');
    }
  }

  private beUnknown(why: string, surroundings: Surroundings): Verdict {
    this.state = mobilityStates.next(this.state, 'be deregistered');
    this.type = 'INITIAL';
    this.forgetIdentity();
    this.tryAgainOnRelease(why, surroundings);
    return accepted('The UE forgets its 5G-GUTI and its security context (TS 24.501, 5.5.1.2.5 and 5.5.1.3.5).');
  }

  private lookForOtherSlices({ elements }: Nas<'REGISTRATION REJECT'>, why: string, surroundings: Surroundings): Verdict {
    const reads = this.description.behaviour?.readsRejectExtensions ?? true;
    this.endProcedure();
    this.attempts.resetCounter();
    this.slices.takeFromReject(elements, reads);
    const isAnyLeft = this.slices.toRequest().length > 0;
    if (isAnyLeft) this.tryAgainOnRelease(why, surroundings);
    else this.finish('REJECTED', `${why}, and no slice is left to request.`, surroundings);
    const next = isAnyLeft ? 'There are slices that the UE can still request' : 'No slice is left to request';
    return accepted(`${next} (TS 24.501, 5.5.1.2.5)${reads ? '' : '; the UE does not read what the standard does not have in this message'}.`);
  }

  private tryAgainOnRelease(why: string, surroundings: Surroundings): void {
    if (this.attempts.areExhausted) return this.loop(why, surroundings);
    this.triesAgainOnRelease = true;
    startTimer('T3540', surroundings);
  }

  /** 3GPP TS 24.501, 5.5.1.2.7 and 5.5.1.3.7. */
  private fail(why: string, surroundings: Surroundings): void {
    this.endProcedure();
    if (this.attempts.areExhausted) return this.loop(why, surroundings);
    const waitsLong = this.attempts.countFailure();
    if (waitsLong && this.type === 'INITIAL') this.forgetIdentity();
    startTimer(waitsLong ? 'T3502' : 'T3511', surroundings);
  }

  private endProcedure(): void {
    this.state = mobilityStates.next(this.state, this.type === 'MOBILITY' ? 'stay registered' : 'be deregistered');
  }

  private forgetIdentity(): void {
    this.guti = undefined;
    this.security.forget();
  }

  private loop(why: string, surroundings: Surroundings): void {
    this.finish('LOOP', `The UE would try again, more than ${this.settings.retryCap} times: ${why}.`, surroundings);
  }

  private finish(outcome: RegistrationOutcome, reason: string, surroundings: Surroundings): void {
    stopAllTimers(surroundings);
    this.result = { outcome, reason, at: surroundings.now() };
  }
}

import type { Guami, RegistrationUe, UeBehaviour } from '../../types.js';
import { kamf, resStar, storedKamf } from '../keys.js';
import type { KeyName, NasElements, NasMessage, NasName } from '../messages/nas.js';

type StoredContext = NonNullable<RegistrationUe['securityContext']>;

interface Context {
  ngKsi: number;
  key: KeyName;
  /** As it was stored before the emulation. */
  stored?: StoredContext;
  /** Of the AMF that has accepted the UE with it. */
  guami?: Guami;
}

/** How a NAS message of the UE is protected. */
type Protection = Pick<NasMessage, 'protection' | 'key'>;

/** Taken without protection as long as there is no secure exchange; what the emulation has of 3GPP TS 24.501, 4.4.4.2. */
const PLAIN_AT_FIRST: readonly NasName[] = ['IDENTITY REQUEST', 'AUTHENTICATION REQUEST', 'REGISTRATION REJECT'];

/** Value of ngKSI without a key (3GPP TS 24.501, 9.11.3.32). */
const NO_KEY = 7;

export const PLAIN: Protection = { protection: 'PLAIN' };

/** The 5G NAS security contexts of the UE, and what they mean for the present connection (3GPP TS 24.501, 4.4). */
export class NasSecurity {
  private current: Context | undefined;
  /** Agreed on in the authentication, not in use yet. */
  private partial: Context | undefined;
  private exchangeIsSecure = false;

  constructor(
    private readonly supi: string,
    stored: StoredContext | undefined,
    private readonly behaviour: UeBehaviour,
  ) {
    this.current = stored && { ngKsi: stored.ngKsi, key: storedKamf(supi, stored), stored };
  }

  get hasContext(): boolean {
    return this.current !== undefined;
  }

  get key(): KeyName | undefined {
    return this.current?.key;
  }

  get ngKsi(): number {
    return this.current?.ngKsi ?? NO_KEY;
  }

  /** Secure exchange ends with the connection. */
  beginConnection(): void {
    this.partial = undefined;
    this.exchangeIsSecure = false;
  }

  /** Lets a message of the network in, with which secure exchange may begin, or says why not. */
  refuse(nas: NasMessage): string | undefined {
    return nas.protection === 'PLAIN' ? this.refusePlain(nas.name) : this.refuseProtected(nas);
  }

  /** Whether what a message says may be taken over for good. */
  believes({ protection }: NasMessage): boolean {
    return protection !== 'PLAIN' || this.behaviour.acceptsPlainReject === true;
  }

  /** Derives a new key; answers RES*. */
  authenticate(elements: NasElements['AUTHENTICATION REQUEST']): string {
    const rand = elements['Authentication parameter RAND'];
    this.partial = { ngKsi: elements.ngKSI, key: kamf(this.supi, rand) };
    return resStar(this.supi, rand);
  }

  /** The context of a SECURITY MODE COMMAND that was let in. */
  takeIntoUse(key: KeyName | undefined): void {
    if (this.partial?.key === key) this.current = this.partial;
  }

  /** An AMF has accepted the UE; it has the present context. */
  acceptedBy(guami: Guami): void {
    if (this.current) this.current.guami = guami;
  }

  /** What can be stored: a context whose AMF is known. */
  stored(amfWith: (guami: Guami) => string): { securityContext?: StoredContext } {
    const { ngKsi, guami, stored } = this.current ?? {};
    if (ngKsi !== undefined && guami) return { securityContext: { ngKsi, amf: amfWith(guami) } };
    return stored ? { securityContext: stored } : {};
  }

  forget(): void {
    this.current = undefined;
  }

  protect(protection: Exclude<NasMessage['protection'], 'PLAIN'>): Protection {
    return this.current ? { protection, key: this.current.key } : PLAIN;
  }

  /** What was asked without protection is answered without. */
  protectAnswerTo({ protection }: NasMessage): Protection {
    return protection === 'PLAIN' ? PLAIN : this.protect('INTEGRITY_PROTECTED_AND_CIPHERED');
  }

  private refusePlain(name: NasName): string | undefined {
    if (!PLAIN_AT_FIRST.includes(name)) return `${name} is not taken without protection (TS 24.501, 4.4.4.2).`;
    if (!this.exchangeIsSecure || this.takesPlainNevertheless(name)) return undefined;
    return 'The message is not protected although secure exchange of NAS messages has begun (TS 24.501, 4.4.4.2).';
  }

  private takesPlainNevertheless(name: NasName): boolean {
    const { acceptsPlainAuthentication = false, acceptsPlainReject = false } = this.behaviour;
    return name === 'REGISTRATION REJECT' ? acceptsPlainReject : acceptsPlainAuthentication;
  }

  private refuseProtected({ name, key }: NasMessage): string | undefined {
    const isOfCurrent = key !== undefined && key === this.current?.key;
    const isOfNew = name === 'SECURITY MODE COMMAND' && key !== undefined && key === this.partial?.key;
    if (!isOfCurrent && !isOfNew) return 'The MAC cannot be verified: the message is protected with a key that the UE does not use (TS 24.501, 4.4.4.2).';
    this.exchangeIsSecure = true;
    return undefined;
  }
}

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { ConfigurationError, Settings } from '../../../config/index.js';
import { log } from '../log/index.js';
import { platformIdsIn } from './platform-ids.js';

/** PEM texts. */
export interface TlsCredentials {
  cert: string;
  key: string;
  /** Whoever has a certificate from one of these is heard. */
  ca: string;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

const WARN_BEFORE_MS = 7 * 86_400_000;

const fault = (sentence: string) => new ConfigurationError([sentence]);

function pemFile(setting: string, file: string, read: (text: string) => unknown, what: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw fault(`${setting} ${file} cannot be read: ${(error as Error).message}`);
  }
  try {
    read(text);
  } catch {
    throw fault(`${setting} ${file} holds no ${what} in PEM.`);
  }
  return text;
}

/** @throws Error if there is none, or one that is none */
function certificatesIn(text: string): X509Certificate[] {
  const found = (text.match(CERTIFICATE) ?? []).map((pem) => new X509Certificate(pem));
  if (found.length === 0) throw new Error('no certificate');
  return found;
}

/** The first one is the platform's, whatever authorities follow. */
const ownIn = ({ cert }: TlsCredentials): X509Certificate => certificatesIn(cert)[0]!;

function readCredentials({ mp3Cert, mp3Key, mp3Ca }: Settings): TlsCredentials {
  const cert = pemFile('MEC_MP3_CERT', mp3Cert!, certificatesIn, 'certificate');
  const key = pemFile('MEC_MP3_KEY', mp3Key!, createPrivateKey, 'private key without a passphrase');
  const ca = pemFile('MEC_MP3_CA', mp3Ca!, certificatesIn, 'certificate');
  if (!certificatesIn(cert)[0]!.checkPrivateKey(createPrivateKey(key))) throw fault(`MEC_MP3_KEY ${mp3Key} is not the key of the certificate in MEC_MP3_CERT ${mp3Cert}.`);
  return { cert, key, ca };
}

/** What this platform shows to its peers, and by what it knows them. Read once: a new certificate needs a new start. */
@Injectable()
export class MutualTls {
  /** None if Mp3 is off. */
  readonly credentials: TlsCredentials | undefined;

  /** @throws ConfigurationError if a file cannot be read or holds anything else */
  constructor(private readonly settings: Settings) {
    this.credentials = settings.mp3Port === 0 ? undefined : readCredentials(settings);
  }

  /** Peers would take this platform for another, or for none. @throws ConfigurationError unless the certificate is that of the platform */
  requireNamed(platformId: string): void {
    if (!this.credentials) return;
    const names = platformIdsIn(ownIn(this.credentials).subjectAltName);
    if (names.includes(platformId)) return;
    throw fault(`MEC_MP3_CERT ${this.settings.mp3Cert} is not this platform's: its subjectAltName names ${names.join(', ') || 'none'}, and the platform is ${platformId} (MEC_PLATFORM_ID).`);
  }

  /** Once its certificate has expired, no peer hears this platform. @param now milliseconds since 1970 */
  warnOfExpiry(now: number): void {
    if (!this.credentials) return;
    const { validTo } = ownIn(this.credentials);
    const left = Date.parse(validTo) - now;
    if (left > WARN_BEFORE_MS) return;
    log.warn({ file: this.settings.mp3Cert, validTo }, left > 0 ? 'The certificate of MEC_MP3_CERT expires soon; a new one needs a new start.' : 'The certificate of MEC_MP3_CERT has expired: no peer takes it.');
  }
}

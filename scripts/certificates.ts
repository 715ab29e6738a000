import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** PEM texts. */
export interface Identity {
  cert: string;
  key: string;
}

interface Issuer {
  name: string;
  publicKey: KeyObject;
  privateKey: KeyObject;
}

const DAY_MS = 86_400_000;

/** Node reads certificates and makes none; this is as much of DER (X.690) as one takes. */
function der(tag: number, ...contents: (Buffer | readonly number[])[]): Buffer {
  const content = Buffer.concat(contents.map((part) => Buffer.from(part)));
  const digits = Buffer.from(content.length.toString(16).padStart(content.length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([tag]), content.length < 0x80 ? digits : Buffer.concat([Buffer.from([0x80 | digits.length]), digits]), content]);
}

const sequence = (...contents: Buffer[]) => der(0x30, ...contents);
const explicit = (number: number, content: Buffer) => der(0xa0 | number, content);
const oid = (...bytes: number[]) => der(0x06, bytes);
const text = (tag: number, value: string) => der(tag, Buffer.from(value, 'utf8'));
const bits = (content: Buffer | readonly number[], unused = 0) => der(0x03, [unused], content);
const TRUE = der(0x01, [0xff]);

const ECDSA_WITH_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const COMMON_NAME = oid(0x55, 0x04, 0x03);
const BASIC_CONSTRAINTS = oid(0x55, 0x1d, 0x13);
const KEY_USAGE = oid(0x55, 0x1d, 0x0f);
const SUBJECT_ALT_NAME = oid(0x55, 0x1d, 0x11);
const SUBJECT_KEY_IDENTIFIER = oid(0x55, 0x1d, 0x0e);
const AUTHORITY_KEY_IDENTIFIER = oid(0x55, 0x1d, 0x23);

const extension = (id: Buffer, content: Buffer, ...critical: Buffer[]) => sequence(id, ...critical, der(0x04, content));
const nameOf = (commonName: string) => sequence(der(0x31, sequence(COMMON_NAME, text(0x0c, commonName))));
/** UTCTime, which ends with 2049. */
const time = (at: number) => text(0x17, `${new Date(at).toISOString().replace(/\D/g, '').slice(2, 14)}Z`);
/** Serial numbers are positive. */
const serial = () => der(0x02, [0x01], randomBytes(15));

const AUTHORITY = [extension(BASIC_CONSTRAINTS, sequence(TRUE), TRUE), extension(KEY_USAGE, bits([0x04], 2), TRUE)];
const GENERAL_NAMES: Record<string, number> = { DNS: 0x82, URI: 0x86 };

/** Extensions of whoever has these names. */
function ofNames(names: readonly string[]): Buffer[] {
  const generalNames = names.map((name) => {
    const [kind, value] = [name.slice(0, 3), name.slice(4)];
    return text(GENERAL_NAMES[kind]!, value);
  });
  return [extension(KEY_USAGE, bits([0x80], 7), TRUE), ...(generalNames.length ? [extension(SUBJECT_ALT_NAME, sequence(...generalNames))] : [])];
}

const derOf = (publicKey: KeyObject) => publicKey.export({ type: 'spki', format: 'der' });
const keyIdentifier = (tag: number, publicKey: KeyObject) => der(tag, createHash('sha1').update(derOf(publicKey)).digest());

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** A certificate in X.509 version 3 (RFC 5280, 4.1). */
function certificate(subject: string, publicKey: KeyObject, issuer: Issuer, extensions: Buffer[], days: number): string {
  const now = Date.now();
  const version = explicit(0, der(0x02, [2]));
  const validity = sequence(time(now - DAY_MS), time(now + days * DAY_MS));
  const keys = [extension(SUBJECT_KEY_IDENTIFIER, keyIdentifier(0x04, publicKey)), extension(AUTHORITY_KEY_IDENTIFIER, sequence(keyIdentifier(0x80, issuer.publicKey)))];
  const all = explicit(3, sequence(...keys, ...extensions));
  const content = sequence(version, serial(), ECDSA_WITH_SHA256, nameOf(issuer.name), validity, nameOf(subject), derOf(publicKey), all);
  const signed = sequence(content, ECDSA_WITH_SHA256, bits(sign('sha256', content, issuer.privateKey)));
  return `-----BEGIN CERTIFICATE-----\n${signed.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
}

/** An authority for demonstrations and tests, without openssl. Its key is in memory only. */
export class CertificateAuthority {
  /** PEM. */
  readonly cert: string;
  private readonly issuer: Issuer;

  constructor(name = 'An authority for this demonstration only') {
    this.issuer = { name, ...newKey() };
    this.cert = certificate(name, this.issuer.publicKey, this.issuer, AUTHORITY, 30);
  }

  /**
   * @param names subjectAltName, each `DNS:<name>` or `URI:<uri>`; the subject's own common name means nothing
   * @param days until it expires; it is valid since yesterday
   */
  issue(names: readonly string[], days = 30): Identity {
    const { publicKey, privateKey } = newKey();
    return { cert: certificate('platform', publicKey, this.issuer, ofNames(names), days), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
  }
}

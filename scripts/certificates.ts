import 'reflect-metadata';
import { randomBytes, type webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** PEM texts. */
export interface Identity {
  cert: string;
  key: string;
}

const DAY_MS = 86_400_000;
const KEYS = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

const newKeys = () => crypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);
const newSerial = () => randomBytes(15).toString('hex').replace(/^/, '01');
const validFor = (days: number) => ({ notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + days * DAY_MS) });

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), x509.PemConverter.PrivateKeyTag);
}

const KINDS = new Map([['DNS', 'dns'], ['IP', 'ip'], ['URI', 'url'], ['email', 'email']] as const);

function nameOf(name: string): { type: 'dns' | 'ip' | 'url' | 'email'; value: string } {
  const [kind, ...value] = name.split(':');
  const type = KINDS.get(kind as 'DNS');
  if (!type) throw new Error(`${name} begins with none of DNS:, IP:, URI: and email:.`);
  return { type, value: value.join(':') };
}

/** An authority for demonstrations and tests. Its key is in memory only. */
export class CertificateAuthority {
  private constructor(
    private readonly certificate: x509.X509Certificate,
    private readonly keys: webcrypto.CryptoKeyPair,
  ) {}

  static async create(name = 'An authority for this demonstration only', days = 30): Promise<CertificateAuthority> {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: newSerial(),
      name: `CN=${name}`,
      ...validFor(days),
      signingAlgorithm: KEYS,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return new CertificateAuthority(certificate, keys);
  }

  /** PEM. */
  get cert(): string {
    return this.certificate.toString('pem');
  }

  /**
   * @param names subjectAltName, each `DNS:<name>`, `IP:<address>`, `URI:<uri>` or `email:<address>`, possibly none; the subject's own common name means nothing
   * @param days until it expires; it is valid since yesterday
   */
  async issue(names: readonly string[], days = 30): Promise<Identity> {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: newSerial(),
      subject: 'CN=platform',
      issuer: this.certificate.subject,
      ...validFor(days),
      signingAlgorithm: KEYS,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(this.keys.publicKey),
        ...(names.length ? [new x509.SubjectAlternativeNameExtension(names.map(nameOf))] : []),
      ],
    });
    return { cert: certificate.toString('pem'), key: await pemOf(keys.privateKey) };
  }
}

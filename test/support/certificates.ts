import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanUp } from './clean-up.js';

/** Files in PEM. */
export interface Certificate {
  cert: string;
  key: string;
  /** Certificate of the authority. */
  ca: string;
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc'];

function openssl(...words: string[]): void {
  const { status, stderr, error } = spawnSync('openssl', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl ${words[0]} failed: ${stderr}`, { cause: error });
}

/** Issues certificates to platforms. Its files are gone when the test is over that made it, or all tests of the file. */
export class CertificateAuthority {
  readonly folder = mkdtempSync(join(tmpdir(), 'openmep-ca-'));
  private readonly ca = join(this.folder, 'ca.crt');
  private readonly caKey = join(this.folder, 'ca.key');
  private issued = 0;

  constructor() {
    cleanUp(() => rmSync(this.folder, { recursive: true, force: true }));
    openssl('req', '-x509', ...NEW_KEY, '-keyout', this.caKey, '-out', this.ca, '-days', '2', '-subj', '/CN=Test authority');
  }

  /** @param names for the subjectAltName, such as DNS:mep-a; without any, none. @param days from now on for which it is valid */
  issue(names: string[], { days = 2 }: { days?: number } = {}): Certificate {
    const number = ++this.issued;
    const [cert, key, request] = ['crt', 'key', 'csr'].map((ending) => join(this.folder, `${number}.${ending}`)) as [string, string, string];
    openssl('req', '-new', ...NEW_KEY, '-keyout', key, '-out', request, '-subj', '/CN=mep-common', ...(names.length ? ['-addext', `subjectAltName=${names.join(',')}`] : []));
    openssl('x509', '-req', '-in', request, '-CA', this.ca, '-CAkey', this.caKey, '-CAcreateserial', '-out', cert, '-days', String(days), '-copy_extensions', 'copy');
    return { cert, key, ca: this.ca };
  }

  /** That of a platform on the loopback. */
  issueTo(platformId: string): Certificate {
    return this.issue([`DNS:${platformId}`, 'IP:127.0.0.1']);
  }
}

/** What is in the files, as Node's TLS takes it. */
export const contentsOf = ({ cert, key, ca }: Certificate) => ({ cert: readFileSync(cert), key: readFileSync(key), ca: readFileSync(ca) });

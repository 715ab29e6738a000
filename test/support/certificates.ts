import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateAuthority as Authority } from '../../scripts/certificates.js';
import { cleanUp } from './clean-up.js';

/** Files in PEM. */
export interface Certificate {
  cert: string;
  key: string;
  /** Certificate of the authority. */
  ca: string;
}

/** Issues certificates to platforms. Its files are gone when the test is over that made it, or all tests of the file. */
export class CertificateAuthority {
  readonly folder = mkdtempSync(join(tmpdir(), 'openmep-ca-'));
  private readonly ca: string;
  private issued = 0;

  private constructor(private readonly authority: Authority) {
    cleanUp(() => rmSync(this.folder, { recursive: true, force: true }));
    this.ca = this.written('ca.crt', authority.cert);
  }

  static async create(): Promise<CertificateAuthority> {
    return new CertificateAuthority(await Authority.create('Test authority'));
  }

  /** @param names for the subjectAltName, such as DNS:mep-a; without any, none. @param days from now on for which it is valid */
  async issue(names: string[], { days = 30 }: { days?: number } = {}): Promise<Certificate> {
    const number = ++this.issued;
    const { cert, key } = await this.authority.issue(names, days);
    return { cert: this.written(`${number}.crt`, cert), key: this.written(`${number}.key`, key), ca: this.ca };
  }

  /** That of a platform on the loopback. */
  issueTo(platformId: string): Promise<Certificate> {
    return this.issue([`DNS:${platformId}`, 'IP:127.0.0.1']);
  }

  private written(name: string, content: string): string {
    const file = join(this.folder, name);
    writeFileSync(file, content);
    return file;
  }
}

/** What is in the files, as Node's TLS takes it. */
export const contentsOf = ({ cert, key, ca }: Certificate) => ({ cert: readFileSync(cert), key: readFileSync(key), ca: readFileSync(ca) });

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { CertificateAuthority } from '../../scripts/certificates.js';

describe('an authority of our own', () => {
  let authority: CertificateAuthority;
  let root: X509Certificate;

  beforeAll(async () => {
    authority = await CertificateAuthority.create();
    root = new X509Certificate(authority.cert);
  });

  it('vouches for itself and may vouch for others', () => {
    expect(root.verify(root.publicKey)).toBe(true);
    expect(root.ca).toBe(true);
  });

  it('issues certificates of names, with their keys', async () => {
    const { cert, key } = await authority.issue(['DNS:mep-a', 'URI:urn:openmep:mep a']);
    const issued = new X509Certificate(cert);
    expect(issued.verify(root.publicKey) && issued.checkIssued(root)).toBe(true);
    expect(issued.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(issued.subjectAltName).toBe('DNS:mep-a, URI:urn:openmep:mep a');
    expect(issued.ca).toBe(false);
  });

  it.each([
    ['is valid now', 1, true],
    ['has expired', -0.5, false],
  ])('issues one that %s', async (_what, days, isValid) => {
    const { validFrom, validTo } = new X509Certificate((await authority.issue(['DNS:mep-a'], days)).cert);
    expect(Date.parse(validFrom)).toBeLessThan(Date.now());
    expect(Date.parse(validTo) > Date.now()).toBe(isValid);
  });

  it('is not another authority of the same name', async () => {
    const other = await CertificateAuthority.create();
    expect(new X509Certificate((await other.issue(['DNS:mep-a'])).cert).verify(root.publicKey)).toBe(false);
  });
});

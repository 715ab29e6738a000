import { isDomainName } from '../../src/modules/dns-server/index.js';
import { nameKey } from '../../src/modules/dns-server/domain/domain-name.js';

const label = (length: number) => 'a'.repeat(length);
/** A name of 63-character labels and a shorter last one. */
const nameOf = (length: number) => [63, 63, 63, length - 192].map(label).join('.');

describe('a domain name', () => {
  it.each([
    'example.com',
    'example.com.',
    'EXAMPLE.com',
    'localhost',
    '*.example.com',
    '*.com.',
    '_sip._tcp.example',
    '3com.example',
    'xn--bcher-kva.example',
    '10.in-addr.arpa',
    `${label(63)}.example`,
    nameOf(253),
    `${nameOf(253)}.`,
  ])('%s', (text) => expect(isDomainName(text)).toBe(true));

  it.each([
    '',
    '.',
    '..',
    '*',
    '*.',
    '.example.com',
    'example..com',
    'example.com..',
    'a.*.example.com',
    'a*.example.com',
    '**.example.com',
    '*.*.example.com',
    'exam ple.com',
    'bücher.example',
    'a/b.example',
    '10.1.2.3',
    '2001:db8::1',
    `${label(64)}.example`,
    nameOf(254),
    'example.com\n',
  ])('is not %j', (text) => expect(isDomainName(text)).toBe(false));

  it('has one key in upper and lower case, with and without the dot at its end', () => {
    expect(nameKey('WWW.Example.com.')).toBe(nameKey('www.example.COM'));
    expect(nameKey('www.example.com')).toBe('\u0003www\u0007example\u0003com');
  });
});

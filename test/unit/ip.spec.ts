import fc from 'fast-check';
import { addressFamily, addressRange, portRange, protocolNumber } from '../../src/modules/common/ip/index.js';

const v4 = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
const v6 = (value: bigint) => Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16)).join(':');
const anyV4 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const anyV6 = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n });

describe('a range of addresses', () => {
  it('may be one address', () => {
    fc.assert(fc.property(anyV4, (value) => expect(addressRange(v4(value))).toEqual({ family: 4, first: BigInt(value), last: BigInt(value) })));
    fc.assert(fc.property(anyV6, (value) => expect(addressRange(v6(value))).toEqual({ family: 6, first: value, last: value })));
  });

  it('may be a network, whatever address of it is named', () => {
    fc.assert(
      fc.property(anyV4, fc.integer({ min: 0, max: 32 }), (value, length) => {
        const size = 2n ** BigInt(32 - length);
        const first = (BigInt(value) / size) * size;
        expect(addressRange(`${v4(value)}/${length}`)).toEqual({ family: 4, first, last: first + size - 1n });
      }),
    );
    fc.assert(
      fc.property(anyV6, fc.integer({ min: 0, max: 128 }), (value, length) => {
        const size = 2n ** BigInt(128 - length);
        const first = (value / size) * size;
        expect(addressRange(`${v6(value)}/${length}`)).toEqual({ family: 6, first, last: first + size - 1n });
      }),
    );
  });

  it('is the same by mask and by prefix length', () => {
    fc.assert(
      fc.property(anyV4, fc.integer({ min: 0, max: 32 }), (value, length) => {
        const mask = v4(Number((2n ** 32n - 1n) ^ (2n ** BigInt(32 - length) - 1n)));
        expect(addressRange(`${v4(value)}/${mask}`)).toEqual(addressRange(`${v4(value)}/${length}`));
      }),
    );
  });

  it('goes from the first to the last, and never backwards', () => {
    fc.assert(
      fc.property(anyV4, anyV4, (one, other) => {
        const range = addressRange(`${v4(one)}-${v4(other)}`);
        expect(range).toEqual(one <= other ? { family: 4, first: BigInt(one), last: BigInt(other) } : undefined);
      }),
    );
    fc.assert(
      fc.property(anyV6, anyV6, (one, other) => {
        const range = addressRange(`${v6(one)} - ${v6(other)}`);
        expect(range).toEqual(one <= other ? { family: 6, first: one, last: other } : undefined);
      }),
    );
  });

  it('may go from one network to another', () => {
    expect(addressRange('10.0.0.0/24-10.0.3.0/24')).toEqual({ family: 4, first: 0x0a000000n, last: 0x0a0003ffn });
    expect(addressRange('10.0.1.0/24-10.0.0.0/24')).toBeUndefined();
  });

  it.each(['', ' ', '-', '/', 'any', '1.2.3', '1.2.3.4/33', '1.2.3.4/', '1.2.3.4/255.0.255.0', '1.2.3.4-::1', '::1-1.2.3.4', '1.2.3.4-', '-1.2.3.4', '1.2.3.4--1.2.3.5', 'fe80::1%1', '::/129', '::/0.0.0.0'])(
    'is not "%s"',
    (text) => {
      expect(addressRange(text)).toBeUndefined();
    },
  );

  it('never throws, and is never empty', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f.:/% -]{0,30}$/));
    fc.assert(
      fc.property(text, (value) => {
        const range = addressRange(value);
        if (range) expect(range.first <= range.last && range.last < 2n ** (range.family === 4 ? 32n : 128n)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the family of an address', () => {
  it.each([
    ['192.0.2.1', 4],
    ['2001:db8::1', 6],
    ['::ffff:192.0.2.1', 6],
    ['fe80::1%eth0', undefined],
    ['192.0.2.0/24', undefined],
    ['192.0.2.1-192.0.2.2', undefined],
    [' 192.0.2.1', undefined],
    ['app.example', undefined],
    ['', undefined],
  ])('of "%s" is %s', (text, family) => {
    expect(addressFamily(text)).toBe(family);
  });
});

describe('a range of ports', () => {
  const port = fc.integer({ min: 0, max: 65_535 });

  it('is a port, or goes from the first to the last', () => {
    fc.assert(
      fc.property(port, port, (one, other) => {
        expect(portRange(String(one))).toEqual({ first: one, last: one });
        expect(portRange(`${one}-${other}`)).toEqual(one <= other ? { first: one, last: other } : undefined);
      }),
    );
  });

  it('may have blanks around its parts', () => {
    expect(portRange(' 80 - 90 ')).toEqual({ first: 80, last: 90 });
  });

  it.each(['', '-', '80-', '-80', '65536', '1-65536', '100000', '80-90-100', '80,81', '8.0', '+80', '0x50', 'http', '٣'])('is not "%s"', (text) => {
    expect(portRange(text)).toBeUndefined();
  });
});

describe('the number of a protocol', () => {
  it.each([
    ['tcp', 6],
    ['UDP', 17],
    [' Icmp ', 1],
    ['ipv6-icmp', 58],
    ['ICMPv6', 58],
    ['sctp', 132],
    ['udplite', 136],
    ['UDP-Lite', 136],
    ['ospf', 89],
    ['gre', 47],
    ['esp', 50],
    ['0', 0],
    ['06', 6],
    ['255', 255],
  ])('of "%s" is %i', (text, number) => {
    expect(protocolNumber(text)).toBe(number);
  });

  it('is the number itself from 0 to 255', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 999 }), (value) => expect(protocolNumber(String(value))).toBe(value <= 255 ? value : undefined)));
  });

  it.each(['', 'http', 'any', 'tcp/udp', '-1', '6.0', '0x6', '256', '1000', 'constructor', 'toString', '__proto__'])('is unknown for "%s"', (text) => {
    expect(protocolNumber(text)).toBeUndefined();
  });
});

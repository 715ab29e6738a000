import { decode } from 'dns-packet';
import fc from 'fast-check';
import { type DnsRecord, DnsZone } from '../../src/modules/dns-server/index.js';
import { nameKey } from '../../src/modules/dns-server/domain/domain-name.js';
import { Type } from '../../src/modules/dns-server/wire/codes.js';

const record = (domainName: string, ipAddress = '10.0.0.1'): DnsRecord => ({ domainName, ipAddress, ipAddressType: ipAddress.includes(':') ? 'IP_V6' : 'IP_V4' });

function zoneOf(...names: string[]): DnsZone {
  const zone = new DnsZone();
  for (const name of names) zone.put(name, record(name));
  return zone;
}

type Outcome = 'answer' | 'no data' | 'no such name' | 'not ours';

function outcome(zone: DnsZone, name: string, type: number = Type.A): Outcome {
  const found = zone.find(nameKey(name));
  if (!found) return 'not ours';
  if (found.recordsOf(type)) return 'answer';
  return found.rcode === 3 ? 'no such name' : 'no data';
}

function addresses(zone: DnsZone, name: string, type: number = Type.A): unknown[] {
  const records = zone.find(nameKey(name))!.recordsOf(type)!;
  const message = Buffer.alloc(12 + 1 + 4 + records.length);
  message.writeUInt16BE(1, 4);
  message.writeUInt16BE(records.count, 6);
  records.write(message, 17);
  return decode(message).answers!.map((answer) => ('data' in answer ? answer.data : undefined));
}

describe('wildcards', () => {
  const zone = zoneOf('*.example.com', 'host.example.com', 'deep.ent.example.com', '*.sub.example.com', 'other.org', 'a.b.org');

  it.each<[string, Outcome]>([
    ['x.example.com', 'answer'],
    ['X.Example.COM.', 'answer'],
    ['x.y.example.com', 'answer'],
    ['*.example.com', 'answer'],
    ['host.example.com', 'answer'],
    ['x.host.example.com', 'no such name'],
    ['deep.ent.example.com', 'answer'],
    ['ent.example.com', 'no data'],
    ['x.ent.example.com', 'no such name'],
    ['x.deep.ent.example.com', 'no such name'],
    ['sub.example.com', 'no data'],
    ['x.sub.example.com', 'answer'],
    ['x.*.example.com', 'no such name'],
    ['x.*.sub.example.com', 'no such name'],
    ['example.com', 'not ours'],
    ['com', 'not ours'],
    ['example.org', 'not ours'],
    ['xexample.com', 'not ours'],
    ['other.org', 'answer'],
    ['x.other.org', 'not ours'],
    ['b.org', 'not ours'],
    ['.', 'not ours'],
  ])('%s: %s', (name, expected) => expect(outcome(zone, name)).toBe(expected));

  it('have no data of types that they have no records of', () => {
    expect(outcome(zone, 'x.example.com', Type.AAAA)).toBe('no data');
    expect(outcome(zone, 'x.sub.example.com', Type.AAAA)).toBe('no data');
  });

  it('are hidden by a name even for types that only they have', () => {
    const mixed = zoneOf('host.example.com');
    mixed.put('wildcard', record('*.example.com', '2001:db8::1'));
    expect(outcome(mixed, 'host.example.com', Type.AAAA)).toBe('no data');
    expect(outcome(mixed, 'x.example.com', Type.AAAA)).toBe('answer');
  });

  it('of an upper name serve where a nearer one is gone', () => {
    const nested = zoneOf('*.example.com', '*.sub.example.com');
    nested.put('*.sub.example.com', record('*.sub.example.com', '10.0.0.2'));
    expect(addresses(nested, 'x.sub.example.com')).toEqual(['10.0.0.2']);
    nested.remove('*.sub.example.com');
    expect(addresses(nested, 'x.sub.example.com')).toEqual(['10.0.0.1']);
    expect(addresses(nested, 'sub.example.com')).toEqual(['10.0.0.1']);
    nested.remove('*.example.com');
    expect(outcome(nested, 'x.sub.example.com')).toBe('not ours');
  });
});

describe('records', () => {
  it('go with their keys, not with their names', () => {
    const zone = new DnsZone();
    zone.put('one', record('app.example', '10.0.0.1'));
    zone.put('two', record('APP.example.', '10.0.0.2'));
    zone.remove('one');
    zone.remove('one');
    zone.remove('unknown');
    expect(addresses(zone, 'app.example')).toEqual(['10.0.0.2']);
  });

  it('are where they were put last', () => {
    const zone = new DnsZone();
    zone.put('one', record('old.example'));
    zone.put('one', record('new.example', '2001:db8::1'));
    expect([outcome(zone, 'old.example'), outcome(zone, 'new.example'), outcome(zone, 'new.example', Type.AAAA)]).toEqual(['not ours', 'no data', 'answer']);
  });

  it('stay as they were when a replacement is refused', () => {
    const zone = zoneOf('app.example');
    expect(() => zone.put('app.example', record('no name'))).toThrow(RangeError);
    expect(outcome(zone, 'app.example')).toBe('answer');
  });

  it('are not changed by changes of the object that was put', () => {
    const zone = new DnsZone();
    const put = record('app.example', '10.0.0.1');
    zone.put('one', put);
    put.ipAddress = '10.0.0.9';
    zone.put('two', record('app.example', '10.0.0.2'));
    expect(addresses(zone, 'app.example')).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it.each<[string, Partial<DnsRecord>]>([
    ['a name that is none', { domainName: 'a..example' }],
    ['an IPv4 address that is none', { ipAddress: '10.0.0.256' }],
    ['an address of the other type', { ipAddress: '2001:db8::1' }],
    ['an IPv4 address said to be IPv6', { ipAddressType: 'IP_V6' }],
    ['an address with a zone', { ipAddressType: 'IP_V6', ipAddress: 'fe80::1%eth0' }],
    ['a negative TTL', { ttl: -1 }],
    ['half a second', { ttl: 0.5 }],
  ])('are refused with %s', (_what, wrong) => {
    expect(() => new DnsZone().put('one', { ...record('app.example'), ...wrong })).toThrow(RangeError);
  });

  it('have every form of IPv6 address', () => {
    const forms = ['::', '::1', '2001:DB8::', '::ffff:192.0.2.1', '1:2:3:4:5:6:7:8', 'fe80::1:0:0:1'];
    const zone = new DnsZone();
    for (const form of forms) zone.put(form, record('six.example', form));
    expect(addresses(zone, 'six.example', Type.AAAA)).toEqual(['::', '::1', '2001:db8::', '::ffff:c000:201', '1:2:3:4:5:6:7:8', 'fe80::1:0:0:1']);
  });
});

describe('a zone after any changes', () => {
  const names = ['*.a', 'a', 'b.a', '*.b.a', 'c.b.a', 'd.c.b.a', '*.d', 'e.d', 'd'];
  const changes = fc.array(fc.record({ key: fc.integer({ min: 0, max: 5 }), name: fc.option(fc.constantFrom(...names)) }), { maxLength: 60 });
  const asked = [...names, 'x.a', 'x.b.a', 'x.c.b.a', 'x.x.d', 'x.e.d', 'x'];

  it('is as one that holds only what is left', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const [zone, left] = [new DnsZone(), new Map<number, string>()];
        for (const { key, name } of list) {
          if (name === null) {
            zone.remove(String(key));
            left.delete(key);
          } else {
            zone.put(String(key), record(name, `10.0.0.${key}`));
            left.set(key, name);
          }
        }
        const fresh = new DnsZone();
        for (const [key, name] of left) fresh.put(String(key), record(name, `10.0.0.${key}`));
        const view = (of: DnsZone) => asked.map((name) => [name, outcome(of, name), outcome(of, name) === 'answer' ? addresses(of, name).sort() : []]);
        expect(view(zone)).toEqual(view(fresh));
      }),
    );
  });
});

import { ask, askByTcp, dataOf, ednsQuestion, isDropped, question } from './support/ask.js';
import { DnsPlatform } from './support/dns-platform.js';

const HEADER_LENGTH = 12;

let platform: DnsPlatform;

beforeEach(async () => {
  platform = await DnsPlatform.start();
  platform.add('app.example', ['10.0.0.1']);
});

/** A query with some of its bytes changed. */
function changed(message: Buffer, change: (bytes: Buffer) => void): Buffer {
  const copy = Buffer.from(message);
  change(copy);
  return copy;
}

const withFlags = (flags: number) => changed(question('app.example'), (bytes) => bytes.writeUInt16BE(flags, 2));
const ofClass = (name: string, code: number) => changed(question(name), (bytes) => bytes.writeUInt16BE(code, bytes.length - 2));
const ofType = (name: string, code: number) => changed(question(name), (bytes) => bytes.writeUInt16BE(code, bytes.length - 4));

describe('the header of an answer', () => {
  it('has the id, the recursion desired and the checking disabled of the query', async () => {
    expect(await ask(platform.port, withFlags(0x0100))).toMatchObject({ id: 4711, flag_rd: true, flag_cd: false });
    expect(await ask(platform.port, withFlags(0x0010))).toMatchObject({ flag_rd: false, flag_cd: true });
  });

  it('has nothing else of it', async () => {
    expect(await ask(platform.port, withFlags(0x07ef))).toMatchObject({ flag_qr: true, flag_aa: true, flag_tc: false, flag_ra: false, flag_z: false, flag_ad: false, rcode: 'NOERROR' });
  });
});

describe('what is not answered with records', () => {
  it.each([1, 2, 4, 5, 6, 15])('operation %i: NOTIMP', async (opcode) => {
    const answer = await ask(platform.port, withFlags(opcode << 11));
    expect(answer).toMatchObject({ rcode: 'NOTIMP', id: 4711 });
    expect(answer.bytes.readUInt16BE(2) & 0x7800).toBe(opcode << 11);
    expect(answer.bytes).toHaveLength(HEADER_LENGTH);
  });

  it.each([
    ['CHAOS', 3],
    ['HESIOD', 4],
    ['NONE', 254],
    ['ANY', 255],
  ])('class %s: REFUSED', async (_name, code) => {
    for (const name of ['app.example', 'version.bind']) expect(await ask(platform.port, ofClass(name, code))).toMatchObject({ rcode: 'REFUSED', answers: [] });
  });

  it.each([
    ['OPT', 41],
    ['TKEY', 249],
    ['TSIG', 250],
    ['IXFR', 251],
    ['AXFR', 252],
  ])('type %s: REFUSED', async (_name, code) => {
    expect(await ask(platform.port, ofType('app.example', code))).toMatchObject({ rcode: 'REFUSED', answers: [] });
    expect(await askByTcp(platform.port, ofType('app.example', code))).toMatchObject({ rcode: 'REFUSED', answers: [] });
  });

  it.each<[string, Buffer]>([
    ['no question', changed(question('app.example'), (bytes) => bytes.writeUInt16BE(0, 4))],
    ['two questions', changed(question('app.example'), (bytes) => bytes.writeUInt16BE(2, 4))],
    ['a header only', question('app.example').subarray(0, HEADER_LENGTH)],
    ['half a name', question('app.example').subarray(0, 20)],
    ['a name without a class', question('app.example').subarray(0, -2)],
    ['a compressed question', Buffer.concat([question('').subarray(0, HEADER_LENGTH), Buffer.from([0xc0, 12, 0, 1, 0, 1])])],
    ['a label of 64 bytes', Buffer.concat([question('').subarray(0, HEADER_LENGTH), Buffer.from([64]), Buffer.alloc(64, 'a'), Buffer.from([0, 0, 1, 0, 1])])],
    ['a name of 256 bytes', Buffer.concat([question('').subarray(0, HEADER_LENGTH), Buffer.from(`\u0001a`.repeat(127)), Buffer.from([1, 0x61, 0, 0, 1, 0, 1])])],
    ['a record that is promised and missing', changed(question('app.example'), (bytes) => bytes.writeUInt16BE(1, 10))],
    ['half an OPT record', ednsQuestion('app.example').subarray(0, -3)],
    ['two OPT records', changed(Buffer.concat([ednsQuestion('app.example'), ednsQuestion('app.example').subarray(-11)]), (bytes) => bytes.writeUInt16BE(2, 10))],
    ['an OPT record of a name', Buffer.concat([changed(question('app.example'), (bytes) => bytes.writeUInt16BE(1, 10)), Buffer.from('0161000029040000000000000000', 'hex')])],
  ])('%s: FORMERR', async (_what, message) => {
    const answer = await ask(platform.port, message);
    expect(answer).toMatchObject({ rcode: 'FORMERR', id: 4711 });
    expect(answer.bytes).toHaveLength(HEADER_LENGTH);
  });

  it.each<[string, Buffer]>([
    ['an answer', withFlags(0x8180)],
    ['an answer of another operation', withFlags(0xa900)],
    ['eleven bytes', question('app.example').subarray(0, 11)],
    ['an empty datagram', Buffer.alloc(0)],
  ])('%s: silence', async (_what, message) => expect(await isDropped(platform.port, message)).toBe(true));

  it('a name of 255 bytes is none of that', async () => {
    const name = Buffer.from(`\u0001a`.repeat(127));
    const message = Buffer.concat([question('').subarray(0, HEADER_LENGTH), name, Buffer.from([0, 0, 1, 0, 1])]);
    expect(await ask(platform.port, message)).toMatchObject({ rcode: 'REFUSED' });
  });
});

describe('EDNS', () => {
  it('is spoken by who is spoken to in it', async () => {
    expect((await ask(platform.port, ednsQuestion('app.example', 'A', { udpPayloadSize: 4096 }))).additionals).toMatchObject([
      { type: 'OPT', name: '.', udpPayloadSize: 1232, ednsVersion: 0, extendedRcode: 0, flag_do: false, options: [] },
    ]);
    expect((await ask(platform.port, question('app.example'))).additionals).toEqual([]);
    expect((await askByTcp(platform.port, ednsQuestion('app.example'))).additionals).toMatchObject([{ type: 'OPT' }]);
    expect((await ask(platform.port, ednsQuestion('other.example'))).additionals).toMatchObject([{ type: 'OPT' }]);
  });

  it('has the DO bit of the query', async () => {
    expect((await ask(platform.port, ednsQuestion('app.example', 'A', { dnssecOk: true }))).additionals).toMatchObject([{ flag_do: true }]);
  });

  it('of a later version is answered BADVERS, whatever is asked', async () => {
    for (const name of ['app.example', 'other.example']) {
      const answer = await ask(platform.port, ednsQuestion(name, 'A', { ednsVersion: 1 }));
      expect(answer).toMatchObject({ rcode: 'NOERROR', answers: [], additionals: [{ type: 'OPT', extendedRcode: 1, ednsVersion: 0 }] });
    }
  });
});

describe('an answer that is too long for a datagram', () => {
  const addresses = (count: number) => Array.from({ length: count }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
  // Header 12, question 22, records of 16 bytes, OPT 11.
  it.each([
    ['512 bytes without EDNS', question('many.mec.example'), 29],
    ['512 bytes to who says less', ednsQuestion('many.mec.example', 'A', { udpPayloadSize: 100 }), 29],
    ['as many as the client says', ednsQuestion('many.mec.example', 'A', { udpPayloadSize: 800 }), 47],
    ['1232 bytes to who says more', ednsQuestion('many.mec.example', 'A', { udpPayloadSize: 4096 }), 74],
  ])('is cut off: %s', async (_what, query, fitting) => {
    platform.add('many.mec.example', addresses(fitting));
    expect(dataOf(await ask(platform.port, query))).toHaveLength(fitting);
    platform.add('many.mec.example', ['10.1.1.1']);
    expect(await ask(platform.port, query)).toMatchObject({ flag_tc: true, flag_aa: true, rcode: 'NOERROR', answers: [] });
    expect(dataOf(await askByTcp(platform.port, query))).toHaveLength(fitting + 1);
  });

  it('is whole over TCP up to 65535 bytes', async () => {
    platform.add('many.mec.example', addresses(4093));
    expect(dataOf(await askByTcp(platform.port, question('many.mec.example')))).toHaveLength(4093);
    platform.add('many.mec.example', addresses(4100).slice(4093));
    expect(await askByTcp(platform.port, question('many.mec.example'))).toMatchObject({ flag_tc: true, answers: [] });
  });
});

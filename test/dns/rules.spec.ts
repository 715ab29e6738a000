import { ask, askByTcp, dataOf, question } from './support/ask.js';
import { DnsPlatform } from './support/dns-platform.js';

describe('a name with a rule', () => {
  it('is answered with authority, over UDP and TCP', async () => {
    const { port, zone } = await DnsPlatform.start();
    zone.put('one', { domainName: 'app.mec.example.', ipAddress: '10.1.2.3', ipAddressType: 'IP_V4', ttl: 60 });
    for (const answer of [await ask(port, 'app.mec.example'), await askByTcp(port, question('app.mec.example'))]) {
      expect(answer).toMatchObject({ id: 4711, rcode: 'NOERROR', flag_qr: true, flag_aa: true, flag_rd: true, flag_ra: false, flag_tc: false });
      expect(answer.questions).toEqual([{ name: 'app.mec.example', type: 'A', class: 'IN' }]);
      expect(answer.answers).toEqual([{ name: 'app.mec.example', type: 'A', class: 'IN', ttl: 60, flush: false, data: '10.1.2.3' }]);
    }
  });

  it('is found without case and answered in the case of the question', async () => {
    const platform = await DnsPlatform.start();
    platform.add('App.MEC.example', ['10.0.0.1']);
    const answer = await ask(platform.port, 'aPP.mec.EXAMPLE');
    expect(answer.answers).toMatchObject([{ name: 'aPP.mec.EXAMPLE', data: '10.0.0.1' }]);
  });

  it('never expires without a TTL: it has the longest one', async () => {
    const platform = await DnsPlatform.start();
    platform.add('app.example', ['10.0.0.1']);
    expect((await ask(platform.port, 'app.example')).answers).toMatchObject([{ ttl: 2_147_483_647 }]);
  });

  it('has IPv6 addresses as well', async () => {
    const platform = await DnsPlatform.start();
    platform.add('app.example', ['2001:db8::1', '10.0.0.1']);
    expect(dataOf(await ask(platform.port, 'app.example', 'AAAA'))).toEqual(['2001:db8::1']);
    expect(dataOf(await ask(platform.port, 'app.example', 'A'))).toEqual(['10.0.0.1']);
  });

  it('has one kind of addresses for who asks for any', async () => {
    const platform = await DnsPlatform.start();
    platform.add('both.example', ['2001:db8::1', '10.0.0.1']);
    platform.add('six.example', ['2001:db8::6']);
    expect(dataOf(await ask(platform.port, 'both.example', 'ANY' as never))).toEqual(['10.0.0.1']);
    expect(dataOf(await ask(platform.port, 'six.example', 'ANY' as never))).toEqual(['2001:db8::6']);
  });

  it.each(['AAAA', 'MX', 'TXT', 'SOA', 'NS', 'HTTPS' as never] as const)('has no %s records, and says so', async (type) => {
    const platform = await DnsPlatform.start();
    platform.add('app.example', ['10.0.0.1']);
    const answer = await ask(platform.port, 'app.example', type);
    expect(answer).toMatchObject({ rcode: 'NOERROR', flag_aa: true, answers: [] });
  });

  it('changes and goes with its rules', async () => {
    const { port, zone } = await DnsPlatform.start();
    zone.put('one', { domainName: 'app.example', ipAddress: '10.0.0.1', ipAddressType: 'IP_V4' });
    expect(dataOf(await ask(port, 'app.example'))).toEqual(['10.0.0.1']);
    zone.put('one', { domainName: 'app.example', ipAddress: '10.0.0.2', ipAddressType: 'IP_V4' });
    expect(dataOf(await ask(port, 'app.example'))).toEqual(['10.0.0.2']);
    zone.remove('one');
    expect(await ask(port, 'app.example')).toMatchObject({ rcode: 'REFUSED', flag_aa: false, answers: [] });
  });
});

describe('several records of a name', () => {
  it('are all in the answer, each time another one first', async () => {
    const platform = await DnsPlatform.start();
    platform.add('app.example', ['10.0.0.1', '10.0.0.2', '10.0.0.3']);
    const orders = [];
    for (let turn = 0; turn < 4; turn++) orders.push(dataOf(await ask(platform.port, 'app.example')));
    expect(orders).toEqual([
      ['10.0.0.1', '10.0.0.2', '10.0.0.3'],
      ['10.0.0.2', '10.0.0.3', '10.0.0.1'],
      ['10.0.0.3', '10.0.0.1', '10.0.0.2'],
      ['10.0.0.1', '10.0.0.2', '10.0.0.3'],
    ]);
  });

  it('have the shortest of their TTLs, and each address once', async () => {
    const platform = await DnsPlatform.start();
    platform.add('app.example', ['10.0.0.1', '10.0.0.2']);
    platform.add('app.example', ['10.0.0.1'], 30);
    expect((await ask(platform.port, 'app.example')).answers).toMatchObject([
      { data: '10.0.0.1', ttl: 30 },
      { data: '10.0.0.2', ttl: 30 },
    ]);
  });
});

describe('a name without a rule', () => {
  it('is refused while there is no upstream server', async () => {
    const platform = await DnsPlatform.start();
    platform.add('app.example', ['10.0.0.1']);
    for (const name of ['example', 'other.example', 'below.app.example', '.'])
      expect(await ask(platform.port, name)).toMatchObject({ rcode: 'REFUSED', flag_aa: false, flag_ra: false, answers: [] });
  });
});

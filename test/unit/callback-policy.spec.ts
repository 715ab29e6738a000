import { loadSettings } from '../../src/config/index.js';
import { Problem } from '../../src/modules/common/problem/index.js';
import { CallbackPolicy } from '../../src/modules/notifications/domain/callback-policy.js';

function statusOf(hosts: string | undefined, url: string): number | undefined {
  try {
    new CallbackPolicy(loadSettings(hosts === undefined ? {} : { MEC_CALLBACK_HOSTS: hosts })).require(url);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return (error as Problem).status;
  }
}

describe('the policy for callbacks', () => {
  it.each(['http://host/', 'https://host:1/path?query', 'http://192.0.2.1', 'http://[2001:db8::1]:80/', 'HTTP://HOST'])('lets %s pass by default', (url) => {
    expect(statusOf(undefined, url)).toBeUndefined();
  });

  it.each(['', 'host', '/path', '//host/path', 'ftp://host/', 'file:///etc/passwd', 'javascript:alert(1)', 'http://', 'http:///', 'mailto:a@host', 'http://a b/'])(
    'refuses %j, which is no absolute http or https URL',
    (url) => {
      expect(statusOf(undefined, url)).toBe(400);
      expect(statusOf('host', url)).toBe(400);
    },
  );

  it.each([
    ['example.com', 'http://example.com/', true],
    ['example.com', 'http://EXAMPLE.com/', true],
    ['EXAMPLE.com', 'http://example.com/', true],
    ['example.com', 'http://sub.example.com/', false],
    ['example.com', 'http://example.com.evil.test/', false],
    ['example.com', 'http://exampleXcom/', false],
    ['example.com', 'http://example.com@evil.test/', false],
    ['example.com', 'http://evil.test/?example.com', false],
    ['example.com', 'http://evil.test#example.com', false],
    ['*.example.com', 'http://sub.example.com/', true],
    ['*.example.com', 'http://a.b.example.com/', true],
    ['*.example.com', 'http://example.com/', false],
    ['*.example.com', 'http://badexample.com/', false],
    ['10.0.*', 'http://10.0.3.4/', true],
    ['10.0.*', 'http://10.1.3.4/', false],
    ['10.0.*', 'http://110.0.3.4/', false],
    ['127.0.0.1', 'http://0x7f000001/', true],
    ['[::1]', 'http://[::1]:8080/', true],
    ['[2001:db8:*]', 'http://[2001:db8::7]/', true],
    ['[::1]', 'http://[::2]/', false],
    ['a.test,b.test', 'http://b.test/', true],
    ['a.test, b.test', 'http://b.test/', true],
    ['a.test,b.test', 'http://c.test/', false],
    ['*', 'http://anything/', true],
    ['a.test,any', 'http://c.test/', true],
  ])('with %s decides about %s', (hosts, url, allowed) => {
    expect(statusOf(hosts, url)).toBe(allowed ? undefined : 422);
  });

  it('names the place of a fault, and the host that is kept out', () => {
    const policy = new CallbackPolicy(loadSettings({ MEC_CALLBACK_HOSTS: 'a.test' }));
    expect(() => policy.require('nonsense')).toThrow(expect.objectContaining({ faults: [expect.objectContaining({ place: '/callbackReference' })] }) as Error);
    expect(() => policy.require('http://b.test:9/secret')).toThrow(/names the host b\.test,/);
    expect(() => policy.require('nonsense', 'callbackUri')).toThrow(expect.objectContaining({ faults: [expect.objectContaining({ place: '/callbackUri' })] }) as Error);
    expect(() => policy.require('http://b.test:9/secret', 'callbackUri')).toThrow(/^The body\/callbackUri names the host b\.test,/);
  });
});

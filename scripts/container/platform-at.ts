import { expect, expectSoon } from './checks.js';

const APPLICATION = 'container-check';
const REGISTRATIONS = '/mec_app_support/v2/registrations';

/** A platform that runs in a container, as its users see it. */
export class PlatformAt {
  constructor(private readonly url: string) {}

  /** Nothing while nobody answers. */
  private status(path: string): Promise<number | undefined> {
    return fetch(`${this.url}${path}`).then(({ status }) => status, () => undefined);
  }

  isReady(): Promise<void> {
    return expectSoon(async () => (await this.status('/health/ready')) === 200, '/health/ready answers 200');
  }

  async serves(path: string): Promise<void> {
    expect((await this.status(path)) === 200, `${path} is served`);
  }

  async register(): Promise<void> {
    const body = JSON.stringify({ appName: APPLICATION, appInstanceId: APPLICATION, endpoint: { addresses: [{ host: '127.0.0.1', port: 9100 }] } });
    const { status } = await fetch(`${this.url}${REGISTRATIONS}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(status === 201, 'an application is registered');
  }

  async remembers(): Promise<void> {
    expect((await this.status(`${REGISTRATIONS}/${APPLICATION}`)) === 200, 'the next container has the registration of the one before');
  }
}

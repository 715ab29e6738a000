import { cleanUp } from '../../support/clean-up.js';
import type { NetworkAgent } from '../../support/network-agent.js';
import { TestHosts } from '../../support/test-hosts.js';
import { StandBy } from './stand-by.js';

export const SITES = ['a', 'b'] as const;
export type Site = (typeof SITES)[number];

/** Where the UEs think that the service is. Without a rule of a platform their packets go to the cloud, where nobody answers. */
export const SERVICE = '203.0.113.7';
export const SERVICE_PORT = 9000;
/** The address of the application, at both sites. */
export const APPLICATION = '10.88.4.2';
const UES = '10.88.0.0/24';

export const addressOfUe = (ue: number) => `10.88.0.${ue}`;
/** The address of a platform on the link between the sites. */
export const addressOfPlatform = (site: Site) => (site === 'a' ? '10.88.3.1' : '10.88.3.2');
const radio = { a: { platform: '10.88.1.1', ue: '10.88.1.2' }, b: { platform: '10.88.2.1', ue: '10.88.2.2' } };
const cloud = { a: { platform: '10.88.5.1', cloud: '10.88.5.2' }, b: { platform: '10.88.6.1', cloud: '10.88.6.2' } };

/**
 * A host of UEs with a radio link to each of two sites, of which one is in use; at each site a platform that routes and an application that
 * echoes. The platforms reach each other. The UE's packets go by its default route, the answers by the platforms' routes. All of it is gone when
 * the test is over.
 */
export class TwoSites {
  readonly ue: NetworkAgent;
  private readonly hosts = new TestHosts();

  private constructor() {
    cleanUp(() => this.hosts.remove());
    for (const host of ['ue', 'cloud']) this.add(host, 0);
    for (const site of SITES) this.addSite(site);
    this.hosts.connect({ host: 'platform-a', link: 'sites', addresses: [`${addressOfPlatform('a')}/24`] }, { host: 'platform-b', link: 'sites', addresses: [`${addressOfPlatform('b')}/24`] });
    this.hosts.ip('ue', 'route', 'add', 'local', UES, 'dev', 'lo');
    this.ue = this.hosts.agent('ue');
  }

  static async create(): Promise<TwoSites> {
    const sites = new TwoSites();
    for (const site of SITES) await sites.hosts.agent(`app-${site}`).echo(`app-${site}`, SERVICE_PORT);
    return sites;
  }

  /** Words before a command that let it run on the platform of a site. */
  onPlatform(site: Site): string[] {
    return this.hosts.on(`platform-${site}`);
  }

  /** Lets the UEs be at the site a. */
  beAtA(): void {
    this.hosts.ip('ue', 'link', 'set', 'radio-a', 'up');
    this.hosts.ip('ue', 'route', 'replace', 'default', 'via', radio.a.platform);
    this.hosts.ip('platform-a', 'route', 'replace', UES, 'via', radio.a.ue);
  }

  /** What moves the UEs to the site b: what they send goes there, what they are sent does, and nothing comes by the link to a any more, each as soon as it is called. */
  moveToB(): Record<'uplink' | 'downlink' | 'leave', () => Promise<void>> {
    const [ue, platform, link] = ['ue', 'platform-a', 'ue'].map((host) => new StandBy([...this.hosts.on(host), 'ip', '-batch', '-'])) as [StandBy, StandBy, StandBy];
    return {
      uplink: () => ue.finish(`route replace default via ${radio.b.platform}`),
      downlink: () => platform.finish(`route replace ${UES} via ${addressOfPlatform('b')}`),
      leave: () => link.finish('link set radio-a down'),
    };
  }

  /** A host that takes packets from wherever they come, as those do that come by way of the other site. */
  private add(host: string, forwards: 0 | 1): void {
    this.hosts.add(host);
    for (const links of ['all', 'default']) this.hosts.configure(host, `ipv4/conf/${links}/rp_filter`, 0);
    this.hosts.configure(host, 'ipv4/ip_forward', forwards);
  }

  private addSite(site: Site): void {
    const [platform, application] = [`platform-${site}`, `app-${site}`];
    this.add(platform, 1);
    this.add(application, 0);
    this.hosts.connect({ host: 'ue', link: `radio-${site}`, addresses: [`${radio[site].ue}/24`] }, { host: platform, link: 'radio', addresses: [`${radio[site].platform}/24`] });
    this.hosts.connect({ host: application, link: 'eth0', addresses: [`${APPLICATION}/24`] }, { host: platform, link: 'app', addresses: ['10.88.4.1/24'] });
    this.hosts.connect({ host: 'cloud', link: `site-${site}`, addresses: [`${cloud[site].cloud}/24`] }, { host: platform, link: 'cloud', addresses: [`${cloud[site].platform}/24`] });
    this.hosts.ip(application, 'route', 'add', 'default', 'via', '10.88.4.1');
    this.hosts.ip(platform, 'route', 'add', 'default', 'via', cloud[site].cloud);
    this.hosts.ip(platform, 'route', 'add', UES, 'via', radio[site].ue);
  }
}

import { cleanUp } from '../../support/clean-up.js';
import { eventually } from '../../support/eventually.js';
import { writeYaml } from '../../support/process.js';
import type { Schemas } from '../../support/ran.js';
import { type Answer, PlatformProcess } from '../platform-process.js';
import { attachedAtA, baseStationOf, newUe, scenario } from './radio.js';
import { StandBy } from './stand-by.js';
import { addressOfPlatform, addressOfUe, APPLICATION, SERVICE, SERVICE_PORT, type Site, SITES, TwoSites } from './two-sites.js';

export const platformIdOf = (site: Site) => `mep-${site}`;
const applicationOf = (site: Site) => `camera-${site}`;

const rule = (ue: number) => ({
  filterType: 'FLOW',
  priority: 10,
  trafficFilter: [{ srcAddress: [addressOfUe(ue)], dstAddress: [SERVICE], dstPort: [`${SERVICE_PORT}`], protocol: ['UDP'] }],
  action: 'FORWARD_DECAPSULATED',
  dstInterface: { interfaceType: 'IP', dstIpAddress: APPLICATION },
  state: 'ACTIVE',
});

/** A platform at each of two sites, with the application at both. The one at a hosts the radio network, the one at b follows it. */
export class PlatformPair {
  private readonly platforms: Record<Site, PlatformProcess>;

  private constructor(readonly sites: TwoSites) {
    this.platforms = { a: new PlatformProcess(sites.onPlatform('a')), b: new PlatformProcess(sites.onPlatform('b')) };
  }

  /** @param settings further ones of a platform */
  static async start(settings: (site: Site) => Record<string, string>): Promise<PlatformPair> {
    const pair = new PlatformPair(await TwoSites.create());
    const network = { a: { MEC_SCENARIO: writeYaml(scenario) }, b: { MEC_RAN_FEED: `http://${addressOfPlatform('a')}:8080/ran/v1` } };
    for (const site of SITES) {
      cleanUp(() => pair.platforms[site].remove());
      await pair.platforms[site].start({ MEC_PLATFORM_ID: platformIdOf(site), MEC_BASE_STATIONS: baseStationOf(site), ...network[site], ...settings(site) });
      pair.call(site, 'POST', '/mec_app_support/v2/registrations', { appName: 'camera', appInstanceId: applicationOf(site), endpoint: { uris: ['http://camera.example.com'] } });
    }
    return pair;
  }

  /** Attaches a UE at a, and waits until the platform at b has heard of it. */
  async addUe(ue: number): Promise<void> {
    this.call('a', 'POST', '/ran/v1/ues', newUe(ue));
    this.call('a', 'POST', '/ran/v1/events', attachedAtA(ue));
    await eventually(() => this.call('b', 'GET', `/ran/v1/ues/${newUe(ue).id}`));
  }

  addRule(site: Site, ue: number): void {
    this.call(site, 'POST', `/mm5/v1/app_instances/${applicationOf(site)}/traffic_rules`, { trafficRuleId: `to-edge-${ue}`, ...rule(ue) });
  }

  /** The states of the rules for a UE at a site. */
  statesOfRules(site: Site, ue: number): string[] {
    const rules = this.call(site, 'GET', `/mec_app_support/v2/applications/${applicationOf(site)}/traffic_rules`).body as unknown as { trafficFilter: { srcAddress?: string[] }[]; state: string }[];
    return rules.filter(({ trafficFilter }) => trafficFilter.some(({ srcAddress }) => srcAddress?.includes(addressOfUe(ue)))).map(({ state }) => state);
  }

  tell(events: Schemas['RadioEvent'][]): void {
    this.call('a', 'POST', '/ran/v1/events', events);
  }

  /** What tells the radio network of events as soon as it is called. */
  tellAtOnce(events: Schemas['RadioEvent'][]): () => Promise<void> {
    const curl = ['curl', '-sS', '--fail', '-H', 'content-type: application/json', '--data', '@-', 'http://127.0.0.1:8080/ran/v1/events'];
    const standBy = new StandBy([...this.sites.onPlatform('a'), ...curl]);
    return () => standBy.finish(JSON.stringify(events));
  }

  /** @throws Error if the answer is none of success */
  call(site: Site, method: string, path: string, body?: unknown): Answer {
    const answer = this.platforms[site].call(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} is answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer;
  }
}

import type { components } from '../../../src/generated/handover.js';
import { TrafficRules } from '../../../src/modules/app-rules/index.js';
import { confirmReady, registerApplication, registrationOf, trafficRuleOf, trafficRulesOf } from '../app-support.js';
import { droppingRule, type TrafficRule } from '../app-support-factories.js';
import { managedTrafficRulesOf } from '../mm5.js';
import { startPlatform, type TestPlatform } from '../platform.js';
import { type SpecAgent, specAgent } from '../spec-agent.js';
import { TestClock } from '../test-clock.js';

export type MepHandover = components['schemas']['MepHandover'];

type RuleHere = TrafficRule & { trafficRuleId: string };

/** A rule for all that comes from a UE. */
export const ruleFor = (srcAddress: string, changes: Partial<TrafficRule> = {}): TrafficRule =>
  droppingRule({ trafficFilter: [{ srcAddress: [srcAddress] }], state: 'ACTIVE', ...changes });

/** One platform among others. */
export class Member {
  platform!: TestPlatform;
  readonly clock = new TestClock();
  /** Ids of its application instances. */
  readonly applications: string[] = [];

  constructor(
    readonly id: string,
    private readonly environment: Record<string, string>,
  ) {}

  /** Begins, or goes on with its database. @param environment changes of it */
  async start(environment: Record<string, string> = {}): Promise<void> {
    const databaseUrl = this.platform?.databaseUrl;
    this.platform = await startPlatform({ clock: this.clock, environment: { ...this.environment, ...environment, ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }) } });
  }

  stop(): Promise<void> {
    return this.platform.stop();
  }

  get api(): SpecAgent {
    return specAgent(this.platform);
  }

  /** Answers the id of an instance of an application. */
  async install(appName: string): Promise<string> {
    const { appInstanceId } = await registerApplication(this.api, { appName });
    await confirmReady(this.api, appInstanceId);
    this.applications.push(appInstanceId);
    return appInstanceId;
  }

  async end(appInstanceId: string): Promise<void> {
    await this.api.delete(registrationOf(appInstanceId)).expect(204);
    this.applications.splice(this.applications.indexOf(appInstanceId), 1);
  }

  async addRule(appInstanceId: string, trafficRuleId: string, rule: TrafficRule): Promise<void> {
    await this.api.post(managedTrafficRulesOf(appInstanceId)).send({ ...rule, trafficRuleId }).expect(201);
  }

  async replaceRule(appInstanceId: string, trafficRuleId: string, rule: TrafficRule): Promise<void> {
    await this.api.put(trafficRuleOf(appInstanceId, trafficRuleId)).send({ ...rule, trafficRuleId }).expect(200);
  }

  /** Those that name an address, of all applications. */
  async rulesOf(address: string): Promise<RuleHere[]> {
    const lists = await Promise.all(this.applications.map(async (id) => (await this.api.get(trafficRulesOf(id)).expect(200)).body as RuleHere[]));
    return lists.flat().filter(({ trafficFilter }) => trafficFilter.some(({ srcAddress }) => srcAddress?.includes(address)));
  }

  /** Whether it has a rule in effect that names an address, in this very moment. */
  hasInEffect(address: string): boolean {
    const rules = this.platform.server.app.get(TrafficRules, { strict: false });
    return rules.ofAddresses([address]).some((rule) => rules.stateOf(rule) === 'ACTIVE');
  }

  /** Oldest first: their ids tell it, wherever they were made. */
  async handovers(): Promise<MepHandover[]> {
    const { body } = await this.api.get('/handover/v1/handovers').expect(200);
    return (body as MepHandover[]).sort((one, other) => (one.handoverId < other.handoverId ? -1 : 1));
  }
}

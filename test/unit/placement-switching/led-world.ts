import type { AppRule, TrafficRuleAttributes, TrafficRules } from '../../../src/modules/app-rules/index.js';
import { ueKeyOf } from '../../../src/modules/placement/domain/placement/ue-key.js';
import { PresentRules } from '../../../src/modules/placement/domain/switching/present-rules.js';
import { MemoryWorld } from '../../../src/modules/placement/domain/world/memory-world.js';
import type { Application, Cloud, Deployment, User } from '../../../src/modules/placement/domain/world/world-items.js';

export type Rule = AppRule<TrafficRuleAttributes>;

const UE = { type: 1 as const, value: '10.45.0.21' };
const USER_ADDRESS = '198.51.100.80';

export const shop: Application = {
  applicationId: 'shop', appName: 'shop', requirements: { images: [], orchestration: { services: {} } }, userAddress: USER_ADDRESS, rulePriority: 100, pins: {}, artefacts: { DOCKER: 'sha256:new' }, removing: false,
};

const cloud = (cloudId: string, changes: Partial<Cloud> = {}): Cloud => ({ cloudId, kind: 'FOG', runtime: { driver: 'none' }, removing: false, ...changes });

let position = 0;
const copy = (cloudId: string, changes: Partial<Deployment> = {}): Deployment => ({
  deploymentId: `at-${cloudId}`, applicationId: 'shop', cloudId, artefact: 'sha256:new', needs: { cpuMillis: 0, memoryMB: 0, storageMB: 0, deployments: 1 }, state: 'READY', address: `192.0.2.${++position}`, since: 0, position, ...changes,
});

const user = (changes: Partial<User> = {}): User => ({ applicationId: 'shop', userId: 'car', associateId: UE, ueKey: ueKeyOf(UE), areas: [], ...changes });

/** Two clouds with a copy each, a third at another platform, a user, and the rules of all. */
export class LedWorld {
  readonly world = new MemoryWorld();
  readonly rules: Rule[] = [];
  guests: Rule[] = [];
  readonly present = new PresentRules(this.world, {
    find: (appInstanceId: string, ruleId: string) => this.rules.find((rule) => rule.appInstanceId === appInstanceId && rule.ruleId === ruleId),
    isGuest: (rule: Rule) => this.guests.includes(rule),
    ofAddresses: ([address]: string[]) => this.rules.filter(({ attributes }) => attributes.trafficFilter[0]!.srcAddress?.includes(address!)),
  } as unknown as TrafficRules);
  readonly west = copy('west');
  readonly east = copy('east');
  readonly far = copy('far');

  constructor() {
    this.world.apply({
      clouds: { put: [cloud('west'), cloud('east'), cloud('far', { platform: { apiRoot: 'http://mep-b.test' } })] },
      applications: { put: [shop] },
      deployments: { put: [this.west, this.east, this.far] },
    });
  }

  user(changes: Partial<User> = {}): User {
    const one = user(changes);
    this.world.apply({ users: { put: [one] } });
    return one;
  }

  rule(copyOf: Deployment, attributes: Partial<TrafficRuleAttributes> = {}, { withheld = false, ruleId = 'placement-car' } = {}): Rule {
    const rule: Rule = { appInstanceId: copyOf.deploymentId, ruleId, position: 1, withheld, attributes: { ...leading(copyOf), ...attributes } };
    this.rules.push(rule);
    return rule;
  }
}

export const leading = ({ address }: Deployment, priority = 100): TrafficRuleAttributes => ({
  filterType: 'FLOW',
  priority,
  trafficFilter: [{ srcAddress: [UE.value], dstAddress: [USER_ADDRESS] }],
  action: 'FORWARD_DECAPSULATED',
  dstInterface: { interfaceType: 'IP', dstIpAddress: address! },
  state: 'ACTIVE',
});

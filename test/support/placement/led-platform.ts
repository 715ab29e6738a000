import type { Test } from 'supertest';
import { World } from '../../../src/modules/placement/domain/ports/world.js';
import type { AssociateId } from '../../../src/modules/placement/domain/types.js';
import type { Deployment, User } from '../../../src/modules/placement/domain/world/world-items.js';
import { TrafficRules } from '../../../src/modules/app-rules/index.js';
import { eventually } from '../eventually.js';
import type { ManagedApplications } from '../managed-applications.js';
import type { TestPlatform } from '../platform.js';
import { RecordingEffect } from '../recording-effect.js';
import { type SpecAgent, specAgent } from '../spec-agent.js';
import { HttpWorld, type PlacedUser, sent, userPath } from './http-world.js';
import { cloud, placementPath, type SentCloud } from './placement.js';

const USER_ADDRESS = '198.51.100.80';
const APPLICATION = 'shop';

const everywhere = { strict: false };

/** A platform that leads users of one application to its copies. */
export class LedPlatform {
  readonly effect: RecordingEffect;

  constructor(readonly platform: TestPlatform) {
    this.effect = RecordingEffect.install({ platform } as ManagedApplications, 'traffic');
  }

  get api(): SpecAgent {
    return specAgent(this.platform);
  }

  get world(): World {
    return this.platform.server.app.get(World, everywhere);
  }

  get rules(): TrafficRules {
    return this.platform.server.app.get(TrafficRules, everywhere);
  }

  /** A cloud for each cell, without neighbours, and an application. */
  async build(clouds: Record<string, { cells: string[]; address: string } & Partial<SentCloud>>): Promise<void> {
    await this.api.put(placementPath('policy')).send({ neighbours: 'NEAREST', count: 0, keepFor: 600_000, outsideFor: 600_000 }).expect(200);
    for (const [cloudId, { cells, ...changes }] of Object.entries(clouds)) {
      await this.api.put(placementPath('clouds', cloudId)).send(cloud(changes)).expect(201);
      await this.api.put(placementPath('areas', cloudId)).send({ clouds: [cloudId], cells }).expect(201);
    }
    await new HttpWorld(this.api).application({ ports: ['8080:80/tcp'] }, { userAddress: USER_ADDRESS });
  }

  /** A user that is a UE. */
  async put(userId: string, associateId: AssociateId): Promise<void> {
    await sent(this.api.put(userPath(userId)).send({ associateId }));
  }

  remove(userId: string): Test {
    return this.api.delete(userPath(userId));
  }

  async stateOf(userId = 'car'): Promise<PlacedUser['state']> {
    return (await this.shown(userId)).state;
  }

  async outsideReasonOf(userId: string): Promise<PlacedUser['outsideReason']> {
    return (await this.shown(userId)).outsideReason;
  }

  user(userId = 'car'): User {
    return this.world.user({ applicationId: APPLICATION, userId })!;
  }

  /** Cloud of the copy that serves a user. */
  servedAt(userId = 'car'): string | undefined {
    const { servedBy } = this.user(userId);
    return servedBy === undefined ? undefined : this.world.deployment(servedBy)?.cloudId;
  }

  /** The copy of a cloud, once it is READY. */
  ready(cloudId: string): Promise<Deployment> {
    return eventually(() => {
      const [copy] = this.world.deployments({ cloudId });
      expect(copy).toMatchObject({ state: 'READY' });
      return copy!;
    });
  }

  /** `cloud id` of each rule of users that is in effect. */
  inEffect(): string[] {
    return this.world.deployments().flatMap(({ deploymentId, cloudId }) => Object.keys(this.effect.of(deploymentId)).map((ruleId) => `${cloudId} ${ruleId}`)).sort();
  }

  /** The same of all that are recorded, with what is withheld. */
  recorded(): string[] {
    return this.rules.all().map(({ appInstanceId, ruleId, withheld }) => `${this.world.deployment(appInstanceId)?.cloudId} ${ruleId}${withheld ? ' withheld' : ''}`).sort();
  }

  private async shown(userId: string): Promise<PlacedUser> {
    return (await sent(this.api.get(userPath(userId)))).body as PlacedUser;
  }
}

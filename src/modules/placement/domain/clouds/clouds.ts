import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { conflict, notFound, refuseFaults } from '../../../common/problem/index.js';
import { Decisions } from '../ports/decisions.js';
import { Library } from '../ports/library.js';
import { World } from '../ports/world.js';
import type { CloudKind, CloudRepresentation, CloudState } from '../types.js';
import { ForcedRemoval } from '../upkeep/forced-removal.js';
import { Removals } from '../upkeep/removals.js';
import { Recorder } from '../world/recorder.js';
import type { Cloud, CloudContent } from '../world/world-items.js';
import { cloudFaults } from './cloud-faults.js';
import { usedOf } from './used.js';

/** What the operator sends; the driver that its kind usually has is left out. */
type SentCloud = Omit<CloudRepresentation, 'cloudId' | 'state' | 'used' | 'areas'>;

const USUAL_DRIVERS: Record<CloudKind, CloudContent['runtime']['driver']> = { CENTRAL: 'none', FOG: 'docker', EDGE: 'kubernetes' };

/** In the order of the document, so that what is the same is written the same. */
const contentOf = ({ kind, name, runtime = { driver: USUAL_DRIVERS[kind] }, ...rest }: SentCloud): CloudContent => ({ kind, ...(name !== undefined && { name }), runtime, ...rest });

/** What deployments depend on. */
const LASTING = ['kind', 'runtime', 'address', 'platform'] as const;

/** What applications are deployed on. */
@Injectable()
export class Clouds {
  constructor(
    private readonly world: World,
    private readonly library: Library,
    private readonly decisions: Decisions,
    private readonly recorder: Recorder,
    private readonly removals: Removals,
    private readonly forcedRemoval: ForcedRemoval,
    private readonly clock: Clock,
  ) {}

  /** By their ids. */
  list({ kind, state }: { kind?: CloudKind; state?: CloudState }): CloudRepresentation[] {
    const clouds = this.world.clouds().filter((cloud) => kind === undefined || cloud.kind === kind);
    return clouds.map((cloud) => this.view(cloud)).filter((cloud) => state === undefined || cloud.state === state);
  }

  /** @throws Problem 404 */
  get(cloudId: string): CloudRepresentation {
    return this.view(this.required(cloudId));
  }

  /**
   * @param unchanged is called with the present cloud, undefined if there is none, and may throw
   * @throws Problem 400 that lists the faults, 409 if the cloud is REMOVING or something changes that its deployments depend on
   */
  put(cloudId: string, sent: SentCloud, unchanged: (present?: CloudRepresentation) => void): Promise<{ cloud: CloudRepresentation; isNew: boolean }> {
    const content = contentOf(sent);
    refuseFaults(cloudFaults(content));
    return this.decisions.alone(async () => {
      const present = this.world.cloud(cloudId);
      unchanged(present && this.view(present));
      if (present) this.refuseImpossible(present, content);
      const cloud = { cloudId, removing: false, ...content };
      if (!isDeepStrictEqual(cloud, present)) {
        await this.recorder.record({ clouds: { put: [cloud] } });
        await this.decisions.again('all');
      }
      return { cloud: this.view(cloud), isNew: !present };
    });
  }

  /**
   * Takes a cloud out of use; answers it if it is REMOVING until its last deployment has gone.
   * @param isForced deployments are forgotten that its engine cannot remove now
   * @throws Problem 404, 409 if an area names it, and what `unchanged` throws
   */
  async remove(cloudId: string, isForced: boolean, unchanged: (present: CloudRepresentation) => void): Promise<CloudRepresentation | undefined> {
    await this.decisions.alone(() => this.leave(cloudId, unchanged));
    if (isForced) await this.forcedRemoval.force(cloudId);
    const cloud = this.world.cloud(cloudId);
    return cloud && this.view(cloud);
  }

  private async leave(cloudId: string, unchanged: (present: CloudRepresentation) => void): Promise<void> {
    const cloud = this.required(cloudId);
    unchanged(this.view(cloud));
    const [area] = this.areasOf(cloudId);
    if (area !== undefined) throw conflict(`The area ${area} names the cloud ${cloudId}.`);
    if (this.world.deployments({ cloudId }).length === 0) return this.removals.forgetCloud(cloud);
    if (cloud.removing) return;
    await this.recorder.record({ clouds: { put: [{ ...cloud, removing: true, removingSince: this.clock.now() }] } });
    await this.decisions.again('all');
  }

  /** @throws Problem 409 */
  private refuseImpossible(present: Cloud, content: CloudContent): void {
    const { cloudId, removing } = present;
    if (removing) throw conflict(`The cloud ${cloudId} is REMOVING.`);
    const changed = LASTING.find((name) => !isDeepStrictEqual(present[name], content[name]));
    if (changed !== undefined && this.world.deployments({ cloudId }).length > 0) throw conflict(`The cloud ${cloudId} has deployments; its ${changed} stays as it is.`);
  }

  private view({ cloudId, removing, removingSince: _since, ...content }: Cloud): CloudRepresentation {
    const { state, reason } = this.world.reachability(cloudId);
    return {
      cloudId,
      ...content,
      state: removing ? 'REMOVING' : state,
      ...(reason !== undefined && { reason }),
      used: usedOf(cloudId, this.world, this.library),
      areas: this.areasOf(cloudId),
    };
  }

  private areasOf(cloudId: string): string[] {
    return this.world.areas().filter(({ clouds }) => clouds.includes(cloudId)).map(({ areaId }) => areaId);
  }

  /** @throws Problem 404 */
  private required(cloudId: string): Cloud {
    const cloud = this.world.cloud(cloudId);
    if (!cloud) throw notFound(`There is no cloud ${cloudId}.`);
    return cloud;
  }
}

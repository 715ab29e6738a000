import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Failpoints } from '../../../common/failpoints/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { DueLooks } from '../due-looks.js';
import { Decisions } from '../ports/decisions.js';
import { Library } from '../ports/library.js';
import { World } from '../ports/world.js';
import { ChangeDraft } from '../world/change-draft.js';
import { Recorder } from '../world/recorder.js';
import type { Application, Cloud } from '../world/world-items.js';
import { UPKEEP_STEPS } from './upkeep-steps.js';

/** Ends clouds and applications that are REMOVING: with the last deployment they go. */
@Injectable()
export class Removals {
  constructor(
    private readonly world: World,
    private readonly library: Library,
    private readonly decisions: Decisions,
    private readonly recorder: Recorder,
    private readonly failpoints: Failpoints,
    clock: Clock,
    lifecycle: Lifecycle,
  ) {
    const looks = new DueLooks(clock, lifecycle, () => this.look(), 'What is REMOVING could not be removed; trying again.');
    world.onChange(({ applications, clouds, deployments }) => {
      if (applications || clouds || deployments) looks.note();
    });
  }

  /** A cloud goes with its links. Within Decisions.alone. @param draft what else is recorded with it @param cloud without deployments */
  async forgetCloud(cloud: Cloud, draft = new ChangeDraft()): Promise<void> {
    draft.remove('clouds', cloud);
    draft.remove('links', ...this.world.links().filter(({ one, other }) => one === cloud.cloudId || other === cloud.cloudId));
    await this.recorder.record(draft.change());
    this.failpoints.reach(UPKEEP_STEPS['after-forget-cloud']);
    await this.decisions.again('all');
  }

  /** An application goes with its files, artefacts and users. Within Decisions.alone; the library is tidied after it, since its turn may be another's. @param application without deployments */
  async forgetApplication(application: Application): Promise<void> {
    const { applicationId } = application;
    const users = this.world.users(applicationId);
    await this.recorder.record({
      applications: { remove: [application] },
      files: { remove: this.world.files(applicationId) },
      artefacts: { remove: this.world.artefacts(applicationId) },
      references: { remove: users.flatMap((user) => this.world.referencesOf(user)) },
      users: { remove: users },
    });
    this.failpoints.reach(UPKEEP_STEPS['after-forget-application']);
  }

  private async look(): Promise<undefined> {
    for (const { cloudId } of this.world.clouds()) if (this.isOverCloud(cloudId)) await this.decisions.alone(() => this.endCloud(cloudId));
    for (const { applicationId } of this.world.applications()) {
      if (!this.isOverApplication(applicationId)) continue;
      await this.decisions.alone(() => this.endApplication(applicationId));
      await this.library.tidy();
    }
  }

  private isOverCloud(cloudId: string): boolean {
    return Boolean(this.world.cloud(cloudId)?.removing) && this.world.deployments({ cloudId }).length === 0;
  }

  private isOverApplication(applicationId: string): boolean {
    return Boolean(this.world.application(applicationId)?.removing) && this.world.deployments({ applicationId }).length === 0;
  }

  private async endCloud(cloudId: string): Promise<void> {
    if (this.isOverCloud(cloudId)) await this.forgetCloud(this.world.cloud(cloudId)!);
  }

  private async endApplication(applicationId: string): Promise<void> {
    if (this.isOverApplication(applicationId)) await this.forgetApplication(this.world.application(applicationId)!);
  }
}

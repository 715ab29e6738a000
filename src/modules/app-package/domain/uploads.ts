import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { Failpoints } from '../../common/failpoints/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { log } from '../../common/log/index.js';
import { invalid, notFound, Problem, problemFrom, toDocument } from '../../common/problem/index.js';
import { startRounds } from '../../common/rounds/index.js';
import { type Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import { uploadedBytes } from '../../common/upload/index.js';
import type { AppPackage, StoredContent } from './app-package.js';
import { AppPackages } from './app-packages.js';
import { hashName } from './checksums.js';
import { Onboarding } from './onboarding.js';
import { MOST_PACKAGE_BYTES } from './package-limits.js';
import { PackageRepository } from './package-repository.js';
import { packageOnboarding } from './package-states.js';
import { PackageStore } from './package-store.js';
import { STEPS } from './steps.js';
import { WorkUnderWay } from './work-under-way.js';

const RESTARTED = new Problem(503, 'The platform was restarted while the content came.');

const EVERY_MS = 2000;

/** Takes the contents of packages. */
@Injectable()
export class Uploads {
  /** Failures that the database has not taken yet. */
  private readonly unrecorded = new Set<{ begun: AppPackage; problem: Problem }>();
  private recording: Promise<void> | undefined;

  constructor(
    private readonly packages: AppPackages,
    private readonly repository: PackageRepository,
    private readonly store: PackageStore,
    private readonly onboarding: Onboarding,
    private readonly work: WorkUnderWay,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly failpoints: Failpoints,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('effect', () => this.giveUpInterrupted());
    startRounds(clock, lifecycle, { everyMs: EVERY_MS, work: () => this.recordFailures(), complaint: 'The failure of an upload could not be recorded; trying again.' });
  }

  /**
   * Takes a content and has it examined; answers when all of it is kept. Nothing is read unless the package waits for it.
   * @param announced bytes that will come, as far as the client says
   * @throws Problem 404, 409 if the package is not CREATED, 413 if there are too many bytes, 400 if there are none or they break off
   */
  async receive(id: string, content: Readable, announced: number | undefined): Promise<void> {
    this.failpoints.reach(STEPS['before-upload']);
    // Work under way before the package is UPLOADING: whoever deletes it from then on waits until the upload is over.
    await this.work.run(id, (controller) => this.take(id, content, announced, controller));
    this.failpoints.reach(STEPS['after-content-received']);
    this.onboarding.wake();
  }

  private async take(id: string, content: Readable, announced: number | undefined, controller: AbortController): Promise<void> {
    const appPackage = await this.begin(id, announced);
    this.failpoints.reach(STEPS['after-upload-begun']);
    try {
      const bytes = uploadedBytes(content, controller, this.clock);
      const stored = await this.store.receive(appPackage.appPkgId, bytes, hashName(appPackage.checksum.algorithm)!);
      this.failpoints.reach(STEPS['after-content-stored']);
      await this.finish(appPackage, stored);
    } catch (error) {
      this.unrecorded.add({ begun: appPackage, problem: problemFrom(error) });
      await this.recordFailures().catch((failure: unknown) => log.warn({ err: failure }, 'The failure of an upload could not be recorded; trying again.'));
      throw error;
    }
  }

  private begin(id: string, announced: number | undefined): Promise<AppPackage> {
    return this.unitOfWork.run(async (transaction) => {
      const { failure: _cleared, ...present } = await this.packages.lock(transaction, id);
      const onboardingState = packageOnboarding.next(present.onboardingState, 'take its content');
      if (announced === 0) throw invalid('The content of the package is empty.');
      if (announced !== undefined && announced > MOST_PACKAGE_BYTES) throw new Problem(413, `The package is larger than ${MOST_PACKAGE_BYTES} bytes.`);
      const begun: AppPackage = { ...present, onboardingState, uploadToken: randomUUID() };
      await this.repository.update(transaction, begun);
      return begun;
    });
  }

  private async finish(begun: AppPackage, content: StoredContent): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      const present = await this.present(transaction, begun);
      if (!present) throw notFound(`The application package ${begun.appPkgId} has been deleted, or its upload given up, meanwhile.`);
      const { uploadToken: _over, ...rest } = present;
      await this.repository.update(transaction, { ...rest, onboardingState: packageOnboarding.next(present.onboardingState, 'be examined'), content });
    });
  }

  /** The file goes first: as long as it is there, the package is not CREATED. */
  private async fail(begun: AppPackage, problem: Problem): Promise<void> {
    await this.store.remove(begun.appPkgId);
    await this.unitOfWork.run(async (transaction) => {
      const present = await this.present(transaction, begun);
      if (!present) return;
      const { uploadToken: _over, content: _gone, ...rest } = present;
      await this.repository.update(transaction, { ...rest, onboardingState: packageOnboarding.next(present.onboardingState, 'fail'), failure: toDocument(problem) });
    });
  }

  /** One after another: once a failure is recorded, the next upload of the same package may begin. */
  private recordFailures(): Promise<void> {
    if (this.unrecorded.size === 0) return Promise.resolve();
    return (this.recording ??= this.recordAll());
  }

  private async recordAll(): Promise<void> {
    try {
      for (const failure of this.unrecorded) {
        await this.fail(failure.begun, failure.problem);
        this.unrecorded.delete(failure);
      }
    } finally {
      this.recording = undefined;
    }
  }

  /** The package as it is now, if this upload is still its own. */
  private async present(transaction: Transaction, { appPkgId, uploadToken }: AppPackage): Promise<AppPackage | undefined> {
    const found = await this.repository.lock(transaction, appPkgId);
    return found?.uploadToken === uploadToken ? found : undefined;
  }

  private async giveUpInterrupted(): Promise<void> {
    for (const interrupted of await this.repository.inState('UPLOADING')) await this.fail(interrupted, RESTARTED);
  }
}

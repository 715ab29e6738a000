import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/index.js';
import { EventLog } from '../../common/events/index.js';
import { Failpoints } from '../../common/failpoints/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { log } from '../../common/log/index.js';
import { Problem, problemFrom, toDocument } from '../../common/problem/index.js';
import { startRounds } from '../../common/rounds/index.js';
import { type Transaction, UnitOfWork } from '../../common/unit-of-work/index.js';
import { type AppPackage, type OnboardedContents, type OnboardedPackage, PACKAGE_CHANGED, summaryOf } from './app-package.js';
import { Examination } from './examination.js';
import { PackageRepository } from './package-repository.js';
import { packageOnboarding, packageOperation } from './package-states.js';
import { PackageStore } from './package-store.js';
import { STEPS } from './steps.js';
import { WorkUnderWay } from './work-under-way.js';

const EVERY_MS = 2000;

/** Examines the packages whose content has come, one after another, and onboards them or says why not. */
@Injectable()
export class Onboarding {
  private running: Promise<void> | undefined;
  private again = false;
  private stopping = false;
  /** Why packages are not onboarded, until the database has taken it: their files have gone, so that they cannot be examined again. */
  private readonly unrecorded = new Map<string, Problem>();

  constructor(
    private readonly repository: PackageRepository,
    private readonly store: PackageStore,
    private readonly examination: Examination,
    private readonly work: WorkUnderWay,
    private readonly eventLog: EventLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly failpoints: Failpoints,
    clock: Clock,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('start', () => this.wake());
    lifecycle.on('stop', () => this.stop());
    startRounds(clock, lifecycle, { everyMs: EVERY_MS, work: () => this.settled(), complaint: 'Packages could not be onboarded; trying again.' });
  }

  /** There may be something to do. */
  wake(): void {
    void this.settled().catch((error: unknown) => log.warn({ err: error }, 'Packages could not be onboarded; trying again.'));
  }

  /** Resolves when nothing is left to do. */
  private settled(): Promise<void> {
    this.again = true;
    return (this.running ??= this.examineAll());
  }

  private async examineAll(): Promise<void> {
    try {
      while (this.again && !this.stopping) {
        this.again = false;
        for (const appPackage of await this.repository.inState('PROCESSING')) await this.examineUnlessStopping(appPackage);
      }
    } finally {
      this.running = undefined;
    }
  }

  private async examineUnlessStopping(appPackage: AppPackage): Promise<void> {
    if (!this.stopping) await this.work.run(appPackage.appPkgId, ({ signal }) => this.examine(appPackage, signal));
  }

  private async examine(appPackage: AppPackage, signal: AbortSignal): Promise<void> {
    this.failpoints.reach(STEPS['before-examination']);
    const { appPkgId } = appPackage;
    // From here on, whoever deletes the package waits for this work; it may have gone before.
    if ((await this.repository.find(appPkgId))?.onboardingState !== 'PROCESSING') return void this.unrecorded.delete(appPkgId);
    const outcome = this.unrecorded.get(appPkgId) ?? (await this.examination.of(appPackage, signal).catch((error: unknown) => problemFrom(error)));
    // Whoever breaks it off, the end of the platform or of the package, says what becomes of it.
    if (signal.aborted) return;
    this.failpoints.reach(STEPS['after-examination']);
    if (outcome instanceof Problem) await this.fail(appPackage, outcome);
    else await this.finish(appPackage, outcome);
    this.failpoints.reach(STEPS['after-onboarding']);
  }

  private async finish({ appPkgId }: AppPackage, contents: OnboardedContents): Promise<void> {
    await this.changeIfProcessing(appPkgId, async (transaction, present) => {
      const onboarded = {
        ...present,
        onboardingState: packageOnboarding.next(present.onboardingState, 'be onboarded'),
        operationalState: packageOperation.next(present.operationalState, 'be enabled'),
        contents,
      } as OnboardedPackage;
      await this.repository.update(transaction, onboarded);
      await this.eventLog.append(transaction, PACKAGE_CHANGED, { change: 'ONBOARDED', appPackage: summaryOf(onboarded) });
    });
  }

  /** The file goes first: as long as it is there, the package is not CREATED. */
  private async fail({ appPkgId }: AppPackage, problem: Problem): Promise<void> {
    log.info({ appPkgId, detail: problem.detail, ...(problem.status >= 500 && { err: problem.cause }) }, 'A package is not onboarded.');
    this.unrecorded.set(appPkgId, problem);
    await this.store.remove(appPkgId);
    await this.changeIfProcessing(appPkgId, async (transaction, { content: _gone, ...present }) => {
      await this.repository.update(transaction, { ...present, onboardingState: packageOnboarding.next(present.onboardingState, 'fail'), failure: toDocument(problem) });
    });
    this.unrecorded.delete(appPkgId);
  }

  private async changeIfProcessing(appPkgId: string, change: (transaction: Transaction, present: AppPackage) => Promise<void>): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      const present = await this.repository.lock(transaction, appPkgId);
      if (present?.onboardingState === 'PROCESSING') await change(transaction, present);
    });
  }

  private async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
  }
}

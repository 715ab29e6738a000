import { Injectable } from '@nestjs/common';
import { ConfigurationError, Settings } from '../../config/index.js';
import { AppInstances, SeedSections } from '../app-instance/index.js';
import { Lifecycle } from '../common/lifecycle/index.js';
import { log } from '../common/log/index.js';
import { Problem } from '../common/problem/index.js';
import { type Transaction, UnitOfWork } from '../common/unit-of-work/index.js';
import { readSeedFile, type SeedApplication } from './seed-file.js';

/** Creates at start what the seed file names and the database lacks; overwrites nothing. */
@Injectable()
export class Seeder {
  constructor(
    private readonly settings: Settings,
    private readonly sections: SeedSections,
    private readonly appInstances: AppInstances,
    private readonly unitOfWork: UnitOfWork,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('seed', () => this.seed());
  }

  /** All or nothing. @throws ConfigurationError with a sentence per fault of the file */
  private async seed(): Promise<void> {
    const { seedFile } = this.settings;
    if (seedFile === undefined) return;
    const applications = readSeedFile(seedFile, this.sections);
    await this.unitOfWork.run(async (transaction) => {
      for (const application of applications) await this.create(transaction, application);
    });
    log.info({ seedFile, applications: applications.map(({ appInstanceId }) => appInstanceId) }, 'The seed file has been applied.');
  }

  private async create(transaction: Transaction, { appInstanceId, appName, items }: SeedApplication): Promise<void> {
    if (!this.appInstances.get(appInstanceId)) await this.appInstances.create(transaction, { appInstanceId, appName, origin: 'SEED' });
    for (const { place, section, item } of items)
      await section.createIfMissing(transaction, appInstanceId, item).catch((error: unknown) => {
        throw error instanceof Problem ? new ConfigurationError([`${place}: ${error.detail}`]) : error;
      });
  }
}

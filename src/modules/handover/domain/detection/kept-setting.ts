import { Injectable } from '@nestjs/common';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { UnitOfWork } from '../../../common/unit-of-work/index.js';
import { type HandoverSetting, SettingRepository } from '../ports/setting-repository.js';

type Changes = Partial<HandoverSetting>;

/** What this platform keeps of its own for handovers. */
@Injectable()
export class KeptSetting {
  /** Read once, for all who begin with it. */
  atStart!: HandoverSetting;

  constructor(
    private readonly repository: SettingRepository,
    private readonly unitOfWork: UnitOfWork,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('load', async () => void (this.atStart = await this.repository.load()));
  }

  /** What is left out stays. */
  update(changes: Changes): Promise<void> {
    return this.unitOfWork.run((transaction) => this.repository.update(transaction, changes));
  }

  /** The same with what no other one changes meanwhile. @throws what `changes` throws, with nothing changed */
  updateBy(changes: (current: HandoverSetting) => Changes): Promise<void> {
    return this.unitOfWork.run(async (transaction) => this.repository.update(transaction, changes(await this.repository.read(transaction))));
  }
}

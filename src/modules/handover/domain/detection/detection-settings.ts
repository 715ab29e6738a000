import { Injectable } from '@nestjs/common';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { Turns } from '../../../common/turns/index.js';
import { UnitOfWork } from '../../../common/unit-of-work/index.js';
import { SettingRepository } from '../ports/setting-repository.js';
import { DEFAULT_DETECTION, type DetectionSetting } from './detection-setting.js';

type Listener = (setting: DetectionSetting) => void | Promise<void>;

/** What makes this platform begin a handover, as the operator has set it. */
@Injectable()
export class DetectionSettings {
  private readonly turns = new Turns();
  private readonly listeners: Listener[] = [];
  private setting = DEFAULT_DETECTION;

  constructor(
    private readonly repository: SettingRepository,
    private readonly unitOfWork: UnitOfWork,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('load', async () => {
      this.setting = (await this.repository.load()).detection ?? DEFAULT_DETECTION;
    });
  }

  get(): DetectionSetting {
    return this.setting;
  }

  /** Whoever changes it waits for what `listener` does; if that fails, it is told of the failure, and the setting counts nevertheless. */
  onChange(listener: Listener): void {
    this.listeners.push(listener);
  }

  /**
   * Records the setting, from then on `get` answers it, and returns after every listener has been told.
   * @throws what `unchanged` throws, with nothing changed; what a listener throws
   */
  replace(setting: DetectionSetting, unchanged: (current: DetectionSetting) => void): Promise<DetectionSetting> {
    return this.turns.take(async () => {
      await this.unitOfWork.run(async (transaction) => {
        unchanged((await this.repository.read(transaction)).detection ?? DEFAULT_DETECTION);
        await this.repository.update(transaction, { detection: setting });
      });
      this.setting = setting;
      for (const listener of this.listeners) await listener(setting);
      return setting;
    });
  }
}

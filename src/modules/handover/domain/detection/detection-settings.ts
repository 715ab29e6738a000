import { Injectable } from '@nestjs/common';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { Turns } from '../../../common/turns/index.js';
import type { HandoverSetting } from '../ports/setting-repository.js';
import { DEFAULT_DETECTION, type DetectionSetting } from './detection-setting.js';
import { KeptSetting } from './kept-setting.js';

type Listener = (setting: DetectionSetting) => void | Promise<void>;

const detectionIn = ({ detection }: HandoverSetting): DetectionSetting => detection ?? DEFAULT_DETECTION;

/** What makes this platform begin a handover, as the operator has set it. */
@Injectable()
export class DetectionSettings {
  private readonly turns = new Turns();
  private readonly listeners: Listener[] = [];
  private setting = DEFAULT_DETECTION;

  constructor(
    private readonly kept: KeptSetting,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('load', () => void (this.setting = detectionIn(kept.atStart)));
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
      await this.kept.updateBy((current) => {
        unchanged(detectionIn(current));
        return { detection: setting };
      });
      this.setting = setting;
      for (const listener of this.listeners) await listener(setting);
      return setting;
    });
  }
}

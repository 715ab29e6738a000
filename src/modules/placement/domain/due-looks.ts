import type { Cancel, Clock } from '../../common/clock/index.js';
import { Errand } from '../../common/errand/index.js';
import type { Lifecycle } from '../../common/lifecycle/index.js';

/** Looks at the world at the start, whenever there is something new, and when what was seen comes due. */
export class DueLooks {
  private readonly errand: Errand;
  private cancel: Cancel | undefined;

  /**
   * @param look does what is due, and answers when the next look is (milliseconds since 1970), if there is nothing new before
   * @param complaint what the log says if it fails; it is tried again
   */
  constructor(
    private readonly clock: Clock,
    lifecycle: Lifecycle,
    private readonly look: () => Promise<number | undefined>,
    complaint: string,
  ) {
    this.errand = new Errand(clock, lifecycle, { work: () => this.work(), complaint });
    lifecycle.on('stop', () => this.cancel?.());
  }

  /** There is something new. It is looked at in a later turn of the event loop. */
  note(): void {
    this.errand.ask();
  }

  private async work(): Promise<void> {
    this.cancel?.();
    const at = await this.look();
    if (at !== undefined) this.cancel = this.clock.after(at - this.clock.now(), () => this.errand.ask());
  }
}

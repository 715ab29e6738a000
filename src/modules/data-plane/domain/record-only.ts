import { log } from '../../common/log/index.js';
import { DataPlane, type DataPlaneChange, type SteeredRule } from './data-plane.js';

/** The driver `none`: rules are a record and no packet follows them. */
export class RecordOnly extends DataPlane {
  override readonly enforces = false;
  private readonly keys = new Set<string>();

  /** Whatever can be written down is fine. */
  override check(): void {}

  override async start(rules: SteeredRule[]): Promise<void> {
    log.warn('Traffic rules are a record only, no packet follows them: MEC_DATA_PLANE is none.');
    this.keys.clear();
    for (const { key } of rules) this.keys.add(key);
  }

  override async change({ put, remove }: DataPlaneChange): Promise<void> {
    for (const key of remove) this.keys.delete(key);
    for (const { key } of put) this.keys.add(key);
  }

  override holds(key: string): boolean {
    return this.keys.has(key);
  }
}

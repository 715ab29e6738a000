import { log } from '../../common/log/index.js';
import { DataPlane, type DataPlaneChange, type Forward, type SteeredRule } from './data-plane.js';

/** The driver `none`: rules are a record and no packet follows them. */
export class RecordOnly extends DataPlane {
  override readonly enforces = false;
  private readonly keys = new Set<string>();
  private readonly forwardKeys = new Set<string>();

  /** Whatever can be written down is fine. */
  override check(): void {}

  override async start(rules: SteeredRule[], forwards: readonly Forward[] = []): Promise<void> {
    log.warn('Traffic rules are a record only, no packet follows them: MEC_DATA_PLANE is none.');
    this.keys.clear();
    this.forwardKeys.clear();
    await this.change({ put: rules, remove: [], forwards: { put: forwards } });
  }

  override async change({ put, remove, forwards }: DataPlaneChange): Promise<void> {
    for (const key of remove) this.keys.delete(key);
    for (const { key } of put) this.keys.add(key);
    for (const key of forwards?.remove ?? []) this.forwardKeys.delete(key);
    for (const { key } of forwards?.put ?? []) this.forwardKeys.add(key);
  }

  override holds(key: string): boolean {
    return this.keys.has(key);
  }

  override forwards(key: string): boolean {
    return this.forwardKeys.has(key);
  }

  override async canForward(): Promise<boolean> {
    return true;
  }
}

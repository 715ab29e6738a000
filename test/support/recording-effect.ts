import type { AppRule, RuleAttributes } from '../../src/modules/app-rules/index.js';
import { DnsEffect } from '../../src/modules/app-rules/domain/dns-effect.js';
import { forwardOfKey, isForward, itemKey } from '../../src/modules/app-rules/domain/effect-item.js';
import type { RuleEffect } from '../../src/modules/app-rules/domain/rule-effect.js';
import { TrafficEffect } from '../../src/modules/app-rules/domain/traffic-effect.js';
import type { Forward } from '../../src/modules/data-plane/index.js';
import type { ManagedApplications, RuleKindName } from './managed-applications.js';

type ItemChange = Parameters<RuleEffect<RuleAttributes>['change']>[0];

interface Change {
  put: AppRule<RuleAttributes>[];
  remove: string[];
  arriving: readonly string[];
  forwards: Forward[];
}

const EFFECTS = { traffic: TrafficEffect, dns: DnsEffect } as const;

/** In the place of the kernel or the DNS server: remembers what is in effect, and refuses what a test wants it to refuse. */
export class RecordingEffect {
  /** The rules in effect, by key. */
  readonly inEffect = new Map<string, RuleAttributes>();
  /** The forwards in effect, by key. */
  readonly forwards = new Map<string, Forward>();
  /** Every change that has taken effect, in order. */
  readonly changes: Change[] = [];
  /** What a change fails with, if it has to fail. */
  failure: (change: Change) => Error | undefined = () => undefined;
  /** What a rule is refused with that can never take effect here. */
  refusal: (attributes: RuleAttributes) => Error | undefined = () => undefined;

  /** Takes effect in the running platform from now on; nothing is in effect yet. */
  static install(world: ManagedApplications, kind: RuleKindName): RecordingEffect {
    const effect = new RecordingEffect();
    const { app } = world.platform.server;
    const replaced: object = app.get<TrafficEffect | DnsEffect>(EFFECTS[kind], { strict: false });
    Object.assign(replaced, {
      check: (attributes: RuleAttributes) => effect.check(attributes),
      change: (change: ItemChange) => effect.change(change),
      holds: (key: string) => effect.inEffect.has(key),
    });
    return effect;
  }

  /** What is in effect of one application, by the ids of the rules. */
  of(appInstanceId: string): Record<string, RuleAttributes> {
    const entries = [...this.inEffect].map(([key, attributes]) => [JSON.parse(key) as [string, string], attributes] as const);
    return Object.fromEntries(entries.filter(([[owner]]) => owner === appInstanceId).map(([[, ruleId], attributes]) => [ruleId, attributes]));
  }

  /** The next changes fail, so many of them. */
  failNext(count: number, error: Error): void {
    let left = count;
    this.failure = () => (left-- > 0 ? error : undefined);
  }

  private check(attributes: RuleAttributes): void {
    const refusal = this.refusal(attributes);
    if (refusal) throw refusal;
  }

  private async change({ put, remove, arriving = [] }: ItemChange): Promise<void> {
    const forwards = put.filter(isForward);
    const change: Change = { put: put.flatMap((item) => (isForward(item) ? [] : item)), remove, arriving, forwards };
    const failure = this.failure(change);
    if (failure) throw failure;
    for (const key of remove) {
      this.inEffect.delete(key);
      this.forwards.delete(forwardOfKey(key) ?? '');
    }
    for (const rule of change.put) this.inEffect.set(itemKey(rule), rule.attributes);
    for (const forward of forwards) this.forwards.set(forward.key, forward);
    this.changes.push(change);
  }
}

import { Injectable } from '@nestjs/common';
import { DataPlane, type Forward, type SteeredRule } from '../../data-plane/index.js';
import { keyOf } from './app-rule.js';
import { type EffectItem, forwardOfKey, isForward } from './effect-item.js';
import type { EffectChange, RuleEffect } from './rule-effect.js';
import type { TrafficRuleAttributes } from './types.js';

type Item = EffectItem<TrafficRuleAttributes>;

const steered = (items: Item[]): SteeredRule[] => items.flatMap((item) => (isForward(item) ? [] : { key: keyOf(item), order: item.position, rule: item.attributes }));
const forwards = (items: Item[]): Forward[] => items.filter(isForward);

/** Traffic rules, and forwards of UEs, take effect in the data plane. */
@Injectable()
export class TrafficEffect implements RuleEffect<TrafficRuleAttributes> {
  constructor(private readonly dataPlane: DataPlane) {}

  get enforces(): boolean {
    return this.dataPlane.enforces;
  }

  check(attributes: TrafficRuleAttributes): void {
    this.dataPlane.check(attributes);
  }

  start(items: Item[]): Promise<void> {
    return this.dataPlane.start(steered(items), forwards(items));
  }

  change({ put, remove, arriving = [] }: EffectChange<TrafficRuleAttributes>): Promise<void> {
    const ended = remove.flatMap((key) => forwardOfKey(key) ?? []);
    return this.dataPlane.change({
      put: steered(put),
      remove: remove.filter((key) => forwardOfKey(key) === undefined),
      arriving,
      forwards: { put: forwards(put), remove: ended },
    });
  }

  holds(key: string): boolean {
    const forward = forwardOfKey(key);
    return forward === undefined ? this.dataPlane.holds(key) : this.dataPlane.forwards(forward);
  }
}

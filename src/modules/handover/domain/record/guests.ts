import { Injectable } from '@nestjs/common';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { IndexedCollection } from '../../../common/memory-index/index.js';
import type { Transaction } from '../../../common/unit-of-work/index.js';
import { type Guest, GuestRepository } from '../ports/guest-repository.js';
import { homeKey } from '../rules/guest-rules.js';
import type { RuleHome } from '../rules/transferred-rule.js';

type LocalKey = Pick<Guest, 'appInstanceId' | 'trafficRuleId'>;

const localKey = ({ appInstanceId, trafficRuleId }: LocalKey): string => JSON.stringify([appInstanceId, trafficRuleId]);

/** The rules here that were created elsewhere. One home may have two for a moment: the one in effect and the one that takes its place. */
@Injectable()
export class Guests {
  private readonly known = new IndexedCollection<Guest, { home: (guest: Guest) => string }>({ home: homeKey });

  constructor(
    private readonly repository: GuestRepository,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('load', async () => {
      for (const guest of await this.repository.all()) this.known.put(localKey(guest), guest);
    });
  }

  /** Where a rule was created; undefined if here. */
  homeOf(rule: LocalKey): RuleHome | undefined {
    return this.known.get(localKey(rule));
  }

  /** The rules here that stand for a rule created elsewhere. */
  of(home: RuleHome): Guest[] {
    return this.known.having('home', [homeKey(home)]);
  }

  all(): Guest[] {
    return this.known.all();
  }

  async write(transaction: Transaction, guest: Guest): Promise<void> {
    await this.repository.write(transaction, guest);
    transaction.afterCommit(() => void this.known.put(localKey(guest), guest));
  }

  async remove(transaction: Transaction, rules: readonly LocalKey[]): Promise<void> {
    for (const rule of rules) await this.repository.remove(transaction, rule);
    transaction.afterCommit(() => {
      for (const rule of rules) this.known.remove(localKey(rule));
    });
  }
}

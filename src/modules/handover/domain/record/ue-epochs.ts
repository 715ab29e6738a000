import { Injectable } from '@nestjs/common';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import type { Transaction } from '../../../common/unit-of-work/index.js';
import { EpochRepository } from '../ports/epoch-repository.js';

/** The epochs of all UEs that have ever been handed over here. */
@Injectable()
export class UeEpochs {
  private readonly known = new Map<string, number>();

  constructor(
    private readonly repository: EpochRepository,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('load', async () => {
      for (const [key, epoch] of await this.repository.all()) this.known.set(key, epoch);
    });
  }

  /** What is known of any of a UE's identifiers. */
  of(ueKeys: readonly string[]): number[] {
    return ueKeys.flatMap((key) => this.known.get(key) ?? []);
  }

  async write(transaction: Transaction, ueKeys: readonly string[], epoch: number): Promise<void> {
    await this.repository.write(transaction, ueKeys, epoch);
    transaction.afterCommit(() => {
      for (const key of ueKeys) this.known.set(key, epoch);
    });
  }
}

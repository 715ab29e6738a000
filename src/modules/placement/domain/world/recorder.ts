import { Injectable } from '@nestjs/common';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { type Transaction, UnitOfWork } from '../../../common/unit-of-work/index.js';
import { World } from '../ports/world.js';
import { WorldRows } from '../ports/world-rows.js';
import type { WorldChange } from './world-items.js';

/** Writes what changes in the world, and changes it in memory when that is committed. */
@Injectable()
export class Recorder {
  /** Memory is as the rows are: nothing has been written since of which the end is not known. */
  private isSure = true;

  constructor(
    private readonly world: World,
    private readonly rows: WorldRows,
    private readonly unitOfWork: UnitOfWork,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('load', () => this.load());
  }

  /** One unit of work; within Decisions.alone. @throws what the rows throw, with memory as they are then */
  record(change: WorldChange): Promise<void> {
    return this.surely(() => this.unitOfWork.run((transaction) => this.write(transaction, change)));
  }

  /** The same as a part of a unit of work, which `surely` encloses. */
  async write(transaction: Transaction, change: WorldChange): Promise<void> {
    this.isSure = false;
    await this.rows.write(transaction, change);
    transaction.afterCommit(() => this.world.apply(change));
  }

  /** A commit of which the end is not known may have been made: then the rows are read anew, before anything else is written at the latest. */
  async surely<T>(work: () => Promise<T>): Promise<T> {
    if (!this.isSure) await this.load();
    try {
      const result = await work();
      this.isSure = true;
      return result;
    } catch (error) {
      if (!this.isSure) await this.load().catch((fault: unknown) => log.warn({ err: fault }, 'The rows of placement could not be read anew; they are before the next change.'));
      throw error;
    }
  }

  private async load(): Promise<void> {
    this.world.restore(await this.rows.load());
    this.isSure = true;
  }
}

import type { EntityManager } from 'typeorm';
import { Transaction } from '../unit-of-work/index.js';

type Action = () => void | Promise<void>;

/** The transaction as repositories see it. */
export class OpenTransaction extends Transaction {
  private readonly actions: Action[] = [];

  constructor(readonly manager: EntityManager) {
    super();
  }

  override afterCommit(action: Action): void {
    this.actions.push(action);
  }

  async committed(): Promise<void> {
    for (const action of this.actions) await action();
  }
}

/** For repositories: the entity manager that writes inside the unit of work. */
export const managerOf = (transaction: Transaction): EntityManager => (transaction as OpenTransaction).manager;

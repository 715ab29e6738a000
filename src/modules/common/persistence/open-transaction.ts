import type { EntityManager } from 'typeorm';
import { log } from '../log/index.js';
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

  /** Runs the actions. One that fails is logged and holds up nothing: the commit stands, whatever comes after it. */
  async committed(): Promise<void> {
    for (const action of this.actions) {
      try {
        await action();
      } catch (error) {
        log.error({ err: error }, 'Something that follows a commit has failed.');
      }
    }
  }
}

/** For repositories: the entity manager that writes inside the unit of work. */
export const managerOf = (transaction: Transaction): EntityManager => (transaction as OpenTransaction).manager;

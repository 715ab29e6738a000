import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, managerOf, replaceRow } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { WorldRows } from '../domain/ports/world-rows.js';
import type { Change, WorldChange, WorldContent, WorldItems } from '../domain/world/world-items.js';
import type { Mapping } from './mapping.js';
import { MAPPINGS } from './mappings.js';
import { PlacementPolicyRow } from './policy.entity.js';

/** The policy is one row. */
const THE_POLICY = 1;

type Kind = keyof WorldItems;

const KINDS = Object.entries(MAPPINGS) as [Kind, Mapping<WorldItems[Kind]>][];

@Injectable()
export class SqlWorldRows extends WorldRows {
  constructor(private readonly database: Database) {
    super();
  }

  override load(): Promise<WorldContent> {
    return this.database.read(async (manager) => {
      const policy = (await manager.findOneBy(PlacementPolicyRow, { id: THE_POLICY }))?.content;
      const content: Record<string, unknown> = { policy };
      for (const [name, rows] of KINDS) content[name] = await rows.all(manager);
      return content as WorldContent;
    });
  }

  override async write(transaction: Transaction, change: WorldChange): Promise<void> {
    const manager = managerOf(transaction);
    await each(change, 'remove', manager);
    await each(change, 'put', manager);
    if (change.policy) await replaceRow(manager, PlacementPolicyRow, { id: THE_POLICY, content: change.policy });
  }
}

async function each(change: WorldChange, what: 'put' | 'remove', manager: EntityManager): Promise<void> {
  for (const [name, rows] of KINDS) {
    const { [what]: items = [] } = (change[name] ?? {}) as Change<WorldItems[Kind]>;
    for (const item of items) await rows[what](manager, item);
  }
}

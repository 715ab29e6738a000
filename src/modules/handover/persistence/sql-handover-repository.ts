import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database, managerOf, replaceRow } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { HandoverRepository } from '../domain/ports/handover-repository.js';
import type { Handover } from '../domain/record/handover.js';
import { HandoverRow } from './handover.entity.js';

/** Databases take no more than some ten thousand parameters. */
const AT_ONCE = 1000;
const OLDEST_FIRST = { startedAt: 'ASC', handoverId: 'ASC' } as const;

const toRow = ({ handoverId, role, state, startedAt, ...content }: Handover): HandoverRow => ({ handoverId, role, state, startedAt, content });

const toHandover = ({ content, ...columns }: HandoverRow): Handover => ({ ...(content as Omit<Handover, keyof typeof columns>), ...columns });

@Injectable()
export class SqlHandoverRepository extends HandoverRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async all(): Promise<Handover[]> {
    return (await this.database.read((manager) => manager.find(HandoverRow, { order: OLDEST_FIRST }))).map(toHandover);
  }

  override write(transaction: Transaction, handover: Handover): Promise<void> {
    return replaceRow(managerOf(transaction), HandoverRow, toRow(handover));
  }

  override async remove(transaction: Transaction, handoverIds: readonly string[]): Promise<void> {
    for (let from = 0; from < handoverIds.length; from += AT_ONCE)
      await managerOf(transaction).delete(HandoverRow, { handoverId: In(handoverIds.slice(from, from + AT_ONCE)) });
  }
}

import { Injectable } from '@nestjs/common';
import { Database, insertRowIfFree, managerOf, rowLock } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import type { AppRule, RuleAttributes, RuleKind } from '../domain/app-rule.js';
import { RuleRepository } from '../domain/rule-repository.js';
import { AppRuleRow } from './app-rule.entity.js';

const toRule = <Attributes>({ kind: _kind, attributes, ...row }: AppRuleRow): AppRule<Attributes> => ({ ...row, attributes: attributes as Attributes });

@Injectable()
export class SqlRuleRepository extends RuleRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async all<Attributes>(kind: RuleKind): Promise<AppRule<Attributes>[]> {
    const rows = await this.database.read((manager) => manager.find(AppRuleRow, { where: { kind }, order: { position: 'ASC', ruleId: 'ASC' } }));
    return rows.map(toRule<Attributes>);
  }

  override async lock<Attributes>(
    transaction: Transaction,
    kind: RuleKind,
    appInstanceId: string,
    ruleId: string,
  ): Promise<AppRule<Attributes> | undefined> {
    const manager = managerOf(transaction);
    const row = await manager.findOne(AppRuleRow, { where: { kind, appInstanceId, ruleId }, ...rowLock(manager, 'exclusive') });
    return row ? toRule<Attributes>(row) : undefined;
  }

  override async lockAllOf<Attributes>(transaction: Transaction, kind: RuleKind, appInstanceId: string): Promise<AppRule<Attributes>[]> {
    const manager = managerOf(transaction);
    const rows = await manager.find(AppRuleRow, { where: { kind, appInstanceId }, ...rowLock(manager, 'exclusive') });
    return rows.map(toRule<Attributes>);
  }

  override insert(transaction: Transaction, kind: RuleKind, rule: AppRule<RuleAttributes>): Promise<boolean> {
    return insertRowIfFree(managerOf(transaction), AppRuleRow, { kind, ...rule });
  }

  override async update(transaction: Transaction, kind: RuleKind, { appInstanceId, ruleId, attributes, withheld }: AppRule<RuleAttributes>): Promise<void> {
    await managerOf(transaction).update(AppRuleRow, { kind, appInstanceId, ruleId }, { attributes, withheld });
  }

  override async remove(transaction: Transaction, kind: RuleKind, { appInstanceId, ruleId }: AppRule<RuleAttributes>): Promise<void> {
    await managerOf(transaction).delete(AppRuleRow, { kind, appInstanceId, ruleId });
  }
}

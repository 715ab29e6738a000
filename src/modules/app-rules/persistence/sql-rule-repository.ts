import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, insertRowIfFree, lockClause, managerOf, rowLock, sql } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import type { AppRule, RuleAttributes, RuleKind } from '../domain/app-rule.js';
import { RuleRepository } from '../domain/rule-repository.js';
import { AppRuleRow } from './app-rule.entity.js';

type RuleName = Pick<AppRuleRow, 'appInstanceId' | 'ruleId'>;

/** Rules that one statement is about: one on SQLite, where a statement is no round trip and is prepared once. */
const AT_ONCE = { sqlite: 1, postgres: 200 };

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

  override async lockThese<Attributes>(transaction: Transaction, kind: RuleKind, rules: readonly RuleName[]): Promise<AppRule<Attributes>[]> {
    const manager = managerOf(transaction);
    const columns = 'app_instance_id, rule_id, position, attributes, withheld';
    const rows = await this.onThese<RawRow>(manager, kind, rules, `SELECT ${columns} FROM app_rule`, lockClause(manager, 'exclusive'));
    return rows.map((row) => ({
      appInstanceId: row.app_instance_id,
      ruleId: row.rule_id,
      position: Number(row.position),
      attributes: JSON.parse(row.attributes) as Attributes,
      withheld: Boolean(row.withheld),
    }));
  }

  override async setWithheld(transaction: Transaction, kind: RuleKind, rules: readonly RuleName[], withheld: boolean): Promise<void> {
    await this.onThese(managerOf(transaction), kind, rules, `UPDATE app_rule SET withheld = ${withheld ? 'true' : 'false'}`);
  }

  override async remove(transaction: Transaction, kind: RuleKind, rules: readonly RuleName[]): Promise<void> {
    await this.onThese(managerOf(transaction), kind, rules, 'DELETE FROM app_rule');
  }

  private async onThese<Row>(manager: EntityManager, kind: RuleKind, rules: readonly RuleName[], statement: string, end = ''): Promise<Row[]> {
    const size = AT_ONCE[this.database.kind];
    const rows: Row[] = [];
    for (let index = 0; index < rules.length; index += size) {
      const some = rules.slice(index, index + size);
      const names = some.map(() => '(?, ?)').join(', ');
      const values = [kind, ...some.flatMap(({ appInstanceId, ruleId }) => [appInstanceId, ruleId])];
      rows.push(...(await sql<Row>(manager, `${statement} WHERE kind = ? AND (app_instance_id, rule_id) IN (VALUES ${names}) ${end}`, values)));
    }
    return rows;
  }
}

interface RawRow {
  app_instance_id: string;
  rule_id: string;
  /** PostgreSQL gives a bigint as text. */
  position: number | string;
  attributes: string;
  /** SQLite knows no booleans. */
  withheld: boolean | number;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';
import type { RuleKind } from '../domain/app-rule.js';

@Entity('app_rule')
export class AppRuleRow {
  @PrimaryColumn({ type: 'text' })
  kind!: RuleKind;

  @PrimaryColumn({ type: 'text', name: 'app_instance_id' })
  appInstanceId!: string;

  @PrimaryColumn({ type: 'text', name: 'rule_id' })
  ruleId!: string;

  @Column(LONG)
  position!: number;

  @Column(JSON_TEXT)
  attributes!: object;

  @Column({ type: 'boolean', default: false })
  withheld!: boolean;
}

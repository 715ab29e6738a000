import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { LONG } from '../../common/persistence/index.js';
import type { OperationAction } from '../domain/types.js';

@Entity('termination')
@Index('termination_due', ['dueAt'])
export class TerminationRow {
  @PrimaryColumn({ type: 'text', name: 'app_instance_id' })
  appInstanceId!: string;

  @Column({ type: 'text', name: 'operation_action' })
  operationAction!: OperationAction;

  @Column({ ...LONG, name: 'max_graceful_timeout' })
  maxGracefulTimeout!: number;

  @Column({ ...LONG, name: 'due_at' })
  dueAt!: number;
}

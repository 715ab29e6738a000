import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';

@Entity('service')
@Index('service_of_app_instance', ['appInstanceId'])
@Index('service_heartbeat_due', ['heartbeatDueAt'], { where: 'heartbeat_due_at IS NOT NULL' })
export class ServiceRow {
  @PrimaryColumn({ type: 'text', name: 'ser_instance_id' })
  serInstanceId!: string;

  @Column({ type: 'text', name: 'app_instance_id' })
  appInstanceId!: string;

  @Column(JSON_TEXT)
  attributes!: object;

  @Column({ ...JSON_TEXT, nullable: true })
  liveness!: object | null;

  /** When the service is suspended unless a heartbeat comes first. */
  @Column({ ...LONG, name: 'heartbeat_due_at', nullable: true })
  heartbeatDueAt!: number | null;

  @Column({ ...LONG, name: 'registered_at' })
  registeredAt!: number;
}

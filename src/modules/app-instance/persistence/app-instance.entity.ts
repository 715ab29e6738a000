import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LONG } from '../../common/persistence/index.js';
import type { AppInstanceOrigin, AppInstanceState } from '../domain/app-instance.js';

@Entity('app_instance')
export class AppInstanceRow {
  @PrimaryColumn({ type: 'text', name: 'app_instance_id' })
  appInstanceId!: string;

  @Column({ type: 'text', name: 'app_name' })
  appName!: string;

  @Column({ type: 'text' })
  origin!: AppInstanceOrigin;

  @Column({ type: 'text', default: 'INSTANTIATED' })
  state!: AppInstanceState;

  @Column({ ...LONG, name: 'created_at' })
  createdAt!: number;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';
import type { AppInstState } from '../domain/types.js';

@Entity('lifecycle_instance')
export class LifecycleInstanceRow {
  @PrimaryColumn({ type: 'text', name: 'app_instance_id' })
  appInstanceId!: string;

  @Column({ type: 'text', name: 'app_pkg_id' })
  appPkgId!: string;

  @Column({ type: 'text' })
  state!: AppInstState;

  /** What its descriptor says, and how people call it. */
  @Column(JSON_TEXT)
  description!: object;

  @Column({ ...JSON_TEXT, name: 'vim_connection_info', nullable: true })
  vimConnectionInfo!: object | null;

  @Column(JSON_TEXT)
  addresses!: object[];

  @Column({ ...LONG, name: 'created_at' })
  createdAt!: number;
}

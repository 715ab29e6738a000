import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT } from '../../common/persistence/index.js';

@Entity('registration')
export class RegistrationRow {
  @PrimaryColumn({ type: 'text', name: 'app_instance_id' })
  appInstanceId!: string;

  @Column({ ...JSON_TEXT, name: 'app_info' })
  appInfo!: object;
}

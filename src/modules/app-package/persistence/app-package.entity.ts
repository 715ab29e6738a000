import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';
import type { OnboardingState, OperationalState } from '../domain/types.js';

@Entity('app_package')
@Index('app_package_name', ['name', 'version'], { unique: true })
@Index('app_package_descriptor', ['appDId'], { unique: true })
export class AppPackageRow {
  @PrimaryColumn({ type: 'text', name: 'app_pkg_id' })
  appPkgId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  version!: string;

  /** Null until it is ONBOARDED. */
  @Column({ type: 'text', name: 'app_d_id', nullable: true })
  appDId!: string | null;

  /** What was announced beside name and version. */
  @Column(JSON_TEXT)
  announced!: object;

  @Column({ type: 'text', name: 'onboarding_state' })
  onboardingState!: OnboardingState;

  @Column({ type: 'text', name: 'operational_state' })
  operationalState!: OperationalState;

  @Column({ ...JSON_TEXT, nullable: true })
  failure!: object | null;

  @Column({ type: 'text', name: 'upload_token', nullable: true })
  uploadToken!: string | null;

  @Column({ ...LONG, name: 'content_size', nullable: true })
  contentSize!: number | null;

  @Column({ type: 'text', name: 'content_hash', nullable: true })
  contentHash!: string | null;

  @Column({ ...JSON_TEXT, nullable: true })
  contents!: object | null;

  @Column({ ...LONG, name: 'created_at' })
  createdAt!: number;
}

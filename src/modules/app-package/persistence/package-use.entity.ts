import { Entity, PrimaryColumn } from 'typeorm';

/** An application instance that uses a package. */
@Entity('app_package_use')
export class PackageUseRow {
  @PrimaryColumn({ type: 'text', name: 'app_pkg_id' })
  appPkgId!: string;

  @PrimaryColumn({ type: 'text', name: 'app_instance_id' })
  appInstanceId!: string;
}

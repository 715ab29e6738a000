import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT } from '../../common/persistence/index.js';
import type { LoadedImages } from '../domain/loaded-images.js';

/** A package that has gone, and whose files have not. */
@Entity('app_package_leftover')
export class PackageLeftoverRow {
  @PrimaryColumn({ type: 'text', name: 'app_pkg_id' })
  appPkgId!: string;

  @Column({ ...JSON_TEXT, nullable: true })
  images!: LoadedImages | null;
}

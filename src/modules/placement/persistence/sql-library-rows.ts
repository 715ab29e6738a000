import { Injectable } from '@nestjs/common';
import { Database, insertRow, managerOf, replaceRow } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import type { NamedImage, StoredImage } from '../domain/library/library-image.js';
import { LibraryRows } from '../domain/library/library-rows.js';
import { PlacementFileRow } from './file.entity.js';
import { PlacementImageRow } from './image.entity.js';
import { PlacementImageNameRow } from './image-name.entity.js';
import { PlacementLibraryRow } from './library.entity.js';

@Injectable()
export class SqlLibraryRows extends LibraryRows {
  constructor(private readonly database: Database) {
    super();
  }

  override async folder(): Promise<string> {
    const { folder } = await this.database.read((manager) => manager.findOneOrFail(PlacementLibraryRow, { where: {} }));
    return folder;
  }

  override images(): Promise<StoredImage[]> {
    return this.database.read((manager) => manager.find(PlacementImageRow));
  }

  override names(): Promise<NamedImage[]> {
    return this.database.read((manager) => manager.find(PlacementImageNameRow));
  }

  override async fileDigests(): Promise<string[]> {
    const rows = await this.database.read((manager) => manager.find(PlacementFileRow));
    return rows.map(({ digest }) => digest);
  }

  override insert(transaction: Transaction, image: StoredImage): Promise<void> {
    return insertRow(managerOf(transaction), PlacementImageRow, image);
  }

  override async remove(transaction: Transaction, digest: string): Promise<void> {
    for (const entity of [PlacementImageNameRow, PlacementImageRow]) await managerOf(transaction).delete(entity, { digest });
  }

  override name(transaction: Transaction, name: NamedImage): Promise<void> {
    return replaceRow(managerOf(transaction), PlacementImageNameRow, name);
  }
}

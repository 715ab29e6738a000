import { Injectable } from '@nestjs/common';
import { insertRow, managerOf } from '../../common/persistence/index.js';
import { UnitOfWork } from '../../common/unit-of-work/index.js';
import { PlatformRepository } from '../domain/platform-repository.js';
import { PlatformRow } from './platform.entity.js';

@Injectable()
export class SqlPlatformRepository extends PlatformRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {
    super();
  }

  override idOrStore(proposed: string): Promise<string> {
    return this.unitOfWork.run(async (transaction) => {
      const [stored] = await managerOf(transaction).find(PlatformRow);
      if (stored) return stored.platformId;
      await insertRow(managerOf(transaction), PlatformRow, { platformId: proposed });
      return proposed;
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Database, managerOf, replaceRow } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { type Guest, GuestRepository } from '../domain/ports/guest-repository.js';
import { GuestRow } from './guest.entity.js';

@Injectable()
export class SqlGuestRepository extends GuestRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override all(): Promise<Guest[]> {
    return this.database.read((manager) => manager.find(GuestRow));
  }

  override write(transaction: Transaction, { appInstanceId, trafficRuleId, homePlatformId, homeAppInstanceId, homeRuleId }: Guest): Promise<void> {
    return replaceRow(managerOf(transaction), GuestRow, { appInstanceId, trafficRuleId, homePlatformId, homeAppInstanceId, homeRuleId });
  }

  override async remove(transaction: Transaction, { appInstanceId, trafficRuleId }: Pick<Guest, 'appInstanceId' | 'trafficRuleId'>): Promise<void> {
    await managerOf(transaction).delete(GuestRow, { appInstanceId, trafficRuleId });
  }
}

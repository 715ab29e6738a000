import { Injectable } from '@nestjs/common';
import { Database, insertRow, managerOf, replaceRow, sql } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { ranNodeText } from '../domain/description/identities.js';
import { type GnbWithUe, NetworkRepository, type RecordedNetwork } from '../domain/ports/network-repository.js';
import type { RegistrationNetwork } from '../domain/types.js';
import { RegistrationGnbRow } from './gnb.entity.js';
import { RegistrationNetworkRow } from './network.entity.js';

/** Any constant: with the hash of a network's id the lock of what is in it, on PostgreSQL. On SQLite units of work run one after another anyway. */
const NETWORK_LOCK = 20_260_029;

const recordedIn = (row: RegistrationNetworkRow | null): RecordedNetwork | undefined => row ? { network: row.network, title: row.title } : undefined;

@Injectable()
export class SqlNetworkRepository extends NetworkRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async all(): Promise<RegistrationNetwork[]> {
    const rows = await this.database.read((manager) => manager.find(RegistrationNetworkRow));
    return rows.map(({ network }) => network).sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  override async find(networkId: string): Promise<RecordedNetwork | undefined> {
    return recordedIn(await this.database.read((manager) => manager.findOneBy(RegistrationNetworkRow, { networkId })));
  }

  override async lock(transaction: Transaction, networkId: string): Promise<RecordedNetwork | undefined> {
    const manager = managerOf(transaction);
    if (this.database.kind === 'postgres') await sql(manager, 'SELECT pg_advisory_xact_lock(?, hashtext(?))', [NETWORK_LOCK, networkId]);
    return recordedIn(await manager.findOneBy(RegistrationNetworkRow, { networkId }));
  }

  override async put(transaction: Transaction, { network, title }: RecordedNetwork): Promise<void> {
    const manager = managerOf(transaction);
    await replaceRow(manager, RegistrationNetworkRow, { networkId: network.id, title, network });
    await manager.delete(RegistrationGnbRow, { networkId: network.id });
    for (const { id, globalRanNodeId } of network.gnbs) await insertRow(manager, RegistrationGnbRow, { networkId: network.id, gnbId: id, node: ranNodeText(globalRanNodeId) });
  }

  override async remove(transaction: Transaction, networkId: string): Promise<void> {
    const manager = managerOf(transaction);
    for (const entity of [RegistrationGnbRow, RegistrationNetworkRow]) await manager.delete(entity, { networkId });
  }

  override meetings(transaction: Transaction, nodes: readonly string[], supi: string): Promise<GnbWithUe[]> {
    const statement = `SELECT u.network_id AS "networkId", g.gnb_id AS gnb, u.ue_id AS ue FROM registration_ue u JOIN registration_gnb g ON g.network_id = u.network_id
      WHERE u.supi = ? AND g.node IN (${nodes.map(() => '?').join(', ')}) ORDER BY u.network_id, g.gnb_id`;
    return sql(managerOf(transaction), statement, [supi, ...nodes]);
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, lockClause, managerOf, sql } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import type { HostedNetwork } from '../domain/host/hosted-network.js';
import { NetworkRecord, type RecordedNetwork } from '../domain/host/network-record.js';
import { OtherHost } from '../domain/host/other-host.js';
import type { NetworkSnapshot } from '../domain/network/snapshot.js';
import { type WrittenResource, WrittenResources } from './written-resources.js';

/** Of the only row. */
const ID = 'network';
/** Rows that are written with one statement. */
const TOGETHER = 50;

/** `epoch` grows with each process that takes the network over; only the last one writes. `time` is that of the network's clock; the state may be older. */
const COLUMNS = 'id, epoch, time, state, schedule, clock, title';
const UPSERT = (rows: number) =>
  `INSERT INTO ran_resource (kind, id, position, document, state) VALUES ${Array.from({ length: rows }, () => '(?, ?, ?, ?, ?)').join(', ')}
   ON CONFLICT (kind, id) DO UPDATE SET position = excluded.position, document = excluded.document, state = excluded.state`;

interface NetworkColumns {
  epoch: number | string;
  time: number | string;
  state: string;
  schedule: string;
  clock: string;
  title: string;
}

@Injectable()
export class SqlNetworkRecord extends NetworkRecord {
  private epoch: number | undefined;
  private resources = new WrittenResources([]);
  private schedule: NetworkSnapshot['schedule'] | undefined;

  constructor(private readonly database: Database) {
    super();
  }

  override get exists(): boolean {
    return this.epoch !== undefined;
  }

  override async isThere(): Promise<boolean> {
    const rows = await this.database.read((manager) => sql(manager, 'SELECT id FROM ran_network'));
    return rows.length > 0;
  }

  override async read(transaction: Transaction): Promise<RecordedNetwork | undefined> {
    const manager = managerOf(transaction);
    if (this.epoch === undefined) await sql(manager, 'UPDATE ran_network SET epoch = epoch + 1');
    const [row] = await sql<NetworkColumns>(manager, `SELECT ${COLUMNS} FROM ran_network`);
    if (!row) return undefined;
    if (this.epoch !== undefined && Number(row.epoch) !== this.epoch) throw new OtherHost();
    const written = await sql<WrittenResource & { position: number | string }>(manager, 'SELECT kind, id, position, document, state FROM ran_resource');
    const resources = new WrittenResources(written.map((each) => ({ ...each, position: Number(each.position) })));
    const schedule = JSON.parse(row.schedule) as NetworkSnapshot['schedule'];
    transaction.afterCommit(() => void Object.assign(this, { epoch: Number(row.epoch), resources, schedule: undefined }));
    const [clock, title] = [JSON.parse(row.clock) as RecordedNetwork['clock'], JSON.parse(row.title) as RecordedNetwork['title']];
    return { snapshot: snapshotFrom(row, schedule, resources), clock, title, time: Number(row.time) };
  }

  override async write(transaction: Transaction, hosted: HostedNetwork): Promise<void> {
    const manager = managerOf(transaction);
    const snapshot = hosted.network.present();
    const epoch = await this.writeNetwork(manager, hosted, snapshot);
    const resources = this.resources.after(snapshot);
    const { changed, gone } = resources.since(this.resources);
    for (const { kind, id } of gone) await sql(manager, 'DELETE FROM ran_resource WHERE kind = ? AND id = ?', [kind, id]);
    await upsert(manager, changed);
    transaction.afterCommit(() => void Object.assign(this, { epoch, resources, schedule: snapshot.schedule }));
  }

  override async writeTime(transaction: Transaction, time: number): Promise<void> {
    await this.update(managerOf(transaction), { time });
  }

  private async writeNetwork(manager: EntityManager, { clock, title }: HostedNetwork, snapshot: NetworkSnapshot): Promise<number> {
    const { schedule, baseStations: _stations, cells: _cells, ues: _ues, handovers: _handovers, ...state } = snapshot;
    const values = { time: snapshot.now, state: JSON.stringify(state), clock: JSON.stringify(clock), title: JSON.stringify(title) };
    if (this.epoch === undefined) return insert(manager, { ...values, schedule: JSON.stringify(schedule) });
    return this.update(manager, { ...values, ...(schedule !== this.schedule && { schedule: JSON.stringify(schedule) }) });
  }

  private async update(manager: EntityManager, values: Record<string, unknown>): Promise<number> {
    const held = await sql(manager, `SELECT id FROM ran_network WHERE epoch = ? ${lockClause(manager, 'exclusive')}`, [this.epoch]);
    if (!held.length) throw new OtherHost();
    const assignments = Object.keys(values).map((column) => `${column} = ?`);
    await sql(manager, `UPDATE ran_network SET ${assignments.join(', ')}`, Object.values(values));
    return this.epoch!;
  }
}

async function insert(manager: EntityManager, { time, state, schedule, clock, title }: Record<'time' | 'state' | 'schedule' | 'clock' | 'title', unknown>): Promise<number> {
  const statement = `INSERT INTO ran_network (${COLUMNS}) VALUES (?, 1, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id`;
  const rows = await sql(manager, statement, [ID, time, state, schedule, clock, title]);
  if (!rows.length) throw new OtherHost();
  return 1;
}

/** Many with one statement, and the rest one by one, so that there are two statements and not fifty. */
async function upsert(manager: EntityManager, rows: WrittenResource[]): Promise<void> {
  const valuesOf = (some: WrittenResource[]) => some.flatMap(({ kind, id, position, document, state }) => [kind, id, position, document, state]);
  const together = rows.length - (rows.length % TOGETHER);
  for (let index = 0; index < together; index += TOGETHER) await sql(manager, UPSERT(TOGETHER), valuesOf(rows.slice(index, index + TOGETHER)));
  for (const row of rows.slice(together)) await sql(manager, UPSERT(1), valuesOf([row]));
}

function snapshotFrom({ state }: NetworkColumns, schedule: NetworkSnapshot['schedule'], resources: WrittenResources): NetworkSnapshot {
  return {
    ...(JSON.parse(state) as Omit<NetworkSnapshot, 'schedule' | 'baseStations' | 'cells' | 'ues' | 'handovers'>),
    schedule,
    baseStations: resources.list('BASE_STATION').map(({ document }) => document),
    cells: resources.list('CELL').map(({ document, state: of }) => ({ cell: document, state: of })),
    ues: resources.list('UE').map(({ document, state: of }) => ({ ue: document, state: of })),
    handovers: resources.list('HANDOVER').map(({ document }) => document),
  } as NetworkSnapshot;
}

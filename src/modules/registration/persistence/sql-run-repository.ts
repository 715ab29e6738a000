import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, insertRow, managerOf, sql } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { type BegunRun, RunRepository, type RunSelection } from '../domain/ports/run-repository.js';
import type { TracedRun } from '../domain/runs/traced-run.js';
import type { RegistrationRun, RegistrationUe } from '../domain/types.js';
import { RegistrationRunRow } from './run.entity.js';
import { RegistrationTraceRow } from './trace.entity.js';

const FINISH = `UPDATE registration_run SET state = ?, outcome = ?, run = ?, network = NULL, ue = NULL WHERE run_id = ?`;
const HAND_ON = `UPDATE registration_run SET ue = ? WHERE network_id = ? AND ue_id = ? AND state = 'RUNNING' AND ue = ?`;

/** Removes the runs that a condition names, with what has grown with them. */
async function removeWhere(manager: EntityManager, condition: string, values: unknown[]): Promise<void> {
  await sql(manager, `DELETE FROM registration_trace WHERE run_id IN (SELECT run_id FROM registration_run WHERE ${condition})`, values);
  await sql(manager, `DELETE FROM registration_run WHERE ${condition}`, values);
}

@Injectable()
export class SqlRunRepository extends RunRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async next(): Promise<BegunRun | undefined> {
    const oldest = { where: { state: 'RUNNING' as const }, order: { position: 'ASC' as const, runId: 'ASC' as const } };
    const row = await this.database.read((manager) => manager.findOne(RegistrationRunRow, oldest));
    return row ? { networkId: row.networkId, run: row.run, description: { network: row.network!, ue: row.ue! } } : undefined;
  }

  override async ofNetwork(networkId: string, { ue, state, outcome }: RunSelection): Promise<RegistrationRun[]> {
    const where = { networkId, ...(ue !== undefined && { ueId: ue }), ...(state && { state }), ...(outcome && { outcome }) };
    const rows = await this.database.read((manager) => manager.find(RegistrationRunRow, { select: { runId: true, run: true }, where, order: { position: 'ASC', runId: 'ASC' } }));
    return rows.map(({ run }) => run);
  }

  override async find(networkId: string, runId: string, transaction?: Transaction): Promise<TracedRun | undefined> {
    const look = async (manager: EntityManager): Promise<TracedRun | undefined> => {
      const row = await manager.findOneBy(RegistrationRunRow, { networkId, runId });
      const grown = row && (await manager.findOneBy(RegistrationTraceRow, { runId }));
      return row ? { run: row.run, attempts: grown?.attempts ?? null, trace: grown?.trace ?? null } : undefined;
    };
    return transaction ? look(managerOf(transaction)) : this.database.read(look);
  }

  override async insert(transaction: Transaction, { networkId, run, description: { network, ue } }: BegunRun): Promise<void> {
    const manager = managerOf(transaction);
    const last = await manager.maximum(RegistrationRunRow, 'position');
    const { id: runId, trigger, state } = run;
    const row = { runId, networkId, position: Number(last ?? 0) + 1, ueId: run.ue, trigger, state, outcome: null, run, network, ue };
    await insertRow(manager, RegistrationRunRow, row);
  }

  override async finish(transaction: Transaction, { run, attempts, trace }: TracedRun): Promise<boolean> {
    const manager = managerOf(transaction);
    const { id: runId, state, outcome = null } = run;
    if (!(await manager.existsBy(RegistrationRunRow, { runId, state: 'RUNNING' }))) return false;
    await sql(manager, FINISH, [state, outcome, JSON.stringify(run), runId]);
    if (attempts !== null) await insertRow(manager, RegistrationTraceRow, { runId, attempts, trace });
    return true;
  }

  override async handOn(transaction: Transaction, networkId: string, before: RegistrationUe, after: RegistrationUe): Promise<void> {
    await sql(managerOf(transaction), HAND_ON, [JSON.stringify(after), networkId, before.id, JSON.stringify(before)]);
  }

  override remove(transaction: Transaction, runId: string): Promise<void> {
    return removeWhere(managerOf(transaction), 'run_id = ?', [runId]);
  }

  override removeAll(transaction: Transaction, networkId: string): Promise<void> {
    return removeWhere(managerOf(transaction), 'network_id = ?', [networkId]);
  }

  override forgetCellChanges(transaction: Transaction, networkId: string, left: number): Promise<void> {
    const ofCellChange = `network_id = ? AND begun_by = 'CELL_CHANGE'`;
    const oldestLeft = `SELECT min(position) FROM (SELECT position FROM registration_run WHERE ${ofCellChange} ORDER BY position DESC LIMIT ${left}) AS latest`;
    return removeWhere(managerOf(transaction), `${ofCellChange} AND state <> 'RUNNING' AND position < (${oldestLeft})`, [networkId, networkId]);
  }
}

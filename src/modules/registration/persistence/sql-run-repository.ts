import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, insertRow, insertRowIfFree, managerOf, sql } from '../../common/persistence/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { type BegunRun, RunRepository, type RunSelection, type RunStart } from '../domain/ports/run-repository.js';
import type { TracedRun } from '../domain/runs/traced-run.js';
import type { RegistrationNetwork, RegistrationRun, RegistrationUe, SliceSubscription } from '../domain/types.js';
import { RegistrationRunNetworkRow } from './run-network.entity.js';
import { RegistrationRunRow } from './run.entity.js';
import { RegistrationTraceRow } from './trace.entity.js';

const FINISH = `UPDATE registration_run SET state = ?, outcome = ?, run = ?, network_digest = NULL, subscriptions = NULL, ue = NULL WHERE run_id = ?`;
/** In one look, so that all of it is of one moment. */
const OLDEST = `SELECT r.network_id AS "networkId", r.run, r.ue, r.subscriptions, n.network FROM registration_run r
  LEFT JOIN registration_run_network n ON n.network_id = r.network_id AND n.digest = r.network_digest WHERE r.state = 'RUNNING' ORDER BY r.position, r.run_id LIMIT 1`;
/** From which no run will be emulated any more. */
const FORGET_NETWORKS = `DELETE FROM registration_run_network WHERE network_id = ?
  AND NOT EXISTS (SELECT r.run_id FROM registration_run r WHERE r.network_digest = registration_run_network.digest AND r.network_id = registration_run_network.network_id)`;
const HAND_ON = `UPDATE registration_run SET ue = ? WHERE network_id = ? AND ue_id = ? AND state = 'RUNNING' AND ue = ?`;

const parsed = <T>(text: string): T => JSON.parse(text) as T;

/** Removes the runs of a network that a condition names, with what has grown with them. */
async function removeWhere(manager: EntityManager, networkId: string, condition: string, values: unknown[]): Promise<void> {
  await sql(manager, `DELETE FROM registration_trace WHERE run_id IN (SELECT run_id FROM registration_run WHERE network_id = ? AND ${condition})`, [networkId, ...values]);
  await sql(manager, `DELETE FROM registration_run WHERE network_id = ? AND ${condition}`, [networkId, ...values]);
  await sql(manager, FORGET_NETWORKS, [networkId]);
}

@Injectable()
export class SqlRunRepository extends RunRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async next(): Promise<BegunRun | undefined> {
    const [row] = await this.database.read((manager) => sql<Record<'networkId' | 'run' | 'ue' | 'subscriptions', string> & { network: string | null }>(manager, OLDEST));
    if (!row) return undefined;
    const { networkId, run, ue, subscriptions, network } = row;
    const description = { network: { ...parsed<RegistrationNetwork>(network ?? '{}'), subscriptions: parsed<SliceSubscription[]>(subscriptions) }, ue: parsed<RegistrationUe>(ue) };
    return { networkId, run: parsed<RegistrationRun>(run), description };
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

  override async insert(transaction: Transaction, networkId: string, network: RegistrationNetwork, starts: readonly RunStart[]): Promise<void> {
    if (starts.length === 0) return;
    const manager = managerOf(transaction);
    const networkDigest = createHash('sha256').update(JSON.stringify(network)).digest('hex');
    await insertRowIfFree(manager, RegistrationRunNetworkRow, { networkId, digest: networkDigest, network });
    let position = Number((await manager.maximum(RegistrationRunRow, 'position')) ?? 0);
    for (const { run, ue, subscriptions } of starts) {
      const { id: runId, trigger, state } = run;
      await insertRow(manager, RegistrationRunRow, { runId, networkId, position: ++position, ueId: run.ue, trigger, state, outcome: null, run, networkDigest, subscriptions, ue });
    }
  }

  override async finish(transaction: Transaction, networkId: string, { run, attempts, trace }: TracedRun): Promise<boolean> {
    const manager = managerOf(transaction);
    const { id: runId, state, outcome = null } = run;
    if (!(await manager.existsBy(RegistrationRunRow, { runId, state: 'RUNNING' }))) return false;
    await sql(manager, FINISH, [state, outcome, JSON.stringify(run), runId]);
    await sql(manager, FORGET_NETWORKS, [networkId]);
    if (attempts !== null) await insertRow(manager, RegistrationTraceRow, { runId, attempts, trace });
    return true;
  }

  override async handOn(transaction: Transaction, networkId: string, before: RegistrationUe, after: RegistrationUe): Promise<void> {
    await sql(managerOf(transaction), HAND_ON, [JSON.stringify(after), networkId, before.id, JSON.stringify(before)]);
  }

  override remove(transaction: Transaction, networkId: string, runId: string): Promise<void> {
    return removeWhere(managerOf(transaction), networkId, 'run_id = ?', [runId]);
  }

  override removeAll(transaction: Transaction, networkId: string): Promise<void> {
    return removeWhere(managerOf(transaction), networkId, 'true', []);
  }

  override forgetCellChanges(transaction: Transaction, networkId: string, left: number): Promise<void> {
    const oldestLeft = `SELECT min(position) FROM (SELECT position FROM registration_run WHERE network_id = ? AND begun_by = 'CELL_CHANGE' ORDER BY position DESC LIMIT ${left}) AS latest`;
    return removeWhere(managerOf(transaction), networkId, `begun_by = 'CELL_CHANGE' AND state <> 'RUNNING' AND position < (${oldestLeft})`, [networkId]);
  }
}

import { Injectable } from '@nestjs/common';
import { Failpoints, failpoints } from '../../../common/failpoints/index.js';
import { type Transaction, UnitOfWork } from '../../../common/unit-of-work/index.js';
import { NetworkHost } from '../../../ran/index.js';
import { CellChangeCursor } from '../ports/cell-change-cursor.js';
import { type GnbWithUe, NetworkRepository } from '../ports/network-repository.js';
import { RunRepository } from '../ports/run-repository.js';
import { UeRepository } from '../ports/ue-repository.js';
import { RunBeginning } from '../runs/run-beginning.js';
import type { CellChange } from './cell-change.js';

const STEPS = failpoints('registration', ['before-cell-change', 'after-cell-change']);

/** Runs of a network that cell changes have begun and that are kept; without an end there would be more and more. */
const KEPT = 1000;

/** Lets UEs register anew that have come to another gNB in the emulated radio network. */
@Injectable()
export class MobilityRegistrations {
  constructor(
    private readonly host: NetworkHost,
    private readonly cursor: CellChangeCursor,
    private readonly networks: NetworkRepository,
    private readonly ues: UeRepository,
    private readonly runs: RunRepository,
    private readonly beginning: RunBeginning,
    private readonly unitOfWork: UnitOfWork,
    private readonly failpoints: Failpoints,
  ) {}

  /** Once, however often it is called for the same event. @param seq number of the event */
  async begin(seq: number, { ue, nodes }: CellChange): Promise<void> {
    if ((await this.cursor.read()) === undefined) return;
    const supi = await this.host.read((network) => network.ues().find(({ id }) => id === ue)?.supi);
    this.failpoints.reach(STEPS['before-cell-change']);
    await this.unitOfWork.run(async (transaction) => {
      await this.cursor.lock(transaction);
      if (!(await this.cursor.advance(transaction, seq)) || supi === undefined) return;
      for (const meeting of await this.networks.meetings(transaction, nodes, supi)) await this.register(transaction, meeting);
    });
    this.failpoints.reach(STEPS['after-cell-change']);
  }

  private async register(transaction: Transaction, { networkId, gnb, ue: ueId }: GnbWithUe): Promise<void> {
    const recorded = await this.networks.lock(transaction, networkId);
    const ue = await this.ues.find(networkId, ueId, transaction);
    if (!recorded || !ue) return;
    const { network } = recorded;
    const settings = { ...network.cellChangeSettings, updatesUe: true };
    await this.beginning.begin(transaction, network, { ue, request: { ue: ueId, gnb, registrationType: 'MOBILITY', settings } }, 'CELL_CHANGE');
    await this.runs.forgetCellChanges(transaction, networkId, KEPT);
  }
}

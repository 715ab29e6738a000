import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Errand } from '../../../common/errand/index.js';
import { Failpoints, failpoints } from '../../../common/failpoints/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { log } from '../../../common/log/index.js';
import { type Transaction, UnitOfWork } from '../../../common/unit-of-work/index.js';
import { NamedByUes } from '../description/ue-faults.js';
import { NetworkRepository } from '../ports/network-repository.js';
import { type BegunRun, RunRepository } from '../ports/run-repository.js';
import { UeRepository } from '../ports/ue-repository.js';
import type { RegistrationNetwork, RegistrationUe } from '../types.js';
import { emulate, type EmulatedRun } from './run-emulation.js';
import type { TracedRun } from './traced-run.js';

const STEPS = failpoints('registration', ['before-outcome', 'after-outcome']);

/** Emulates the runs that have begun, one after another, those included that an earlier process has left: the same description leads to the same end. */
@Injectable()
export class RunWorker {
  private readonly errand: Errand;

  constructor(
    private readonly networks: NetworkRepository,
    private readonly runs: RunRepository,
    private readonly ues: UeRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly failpoints: Failpoints,
    clock: Clock,
    lifecycle: Lifecycle,
  ) {
    this.errand = new Errand(clock, lifecycle, { work: (goesOn) => this.work(goesOn), complaint: 'A registration could not be emulated to its end; trying again.' });
  }

  /** A run has begun. */
  wake(): void {
    this.errand.ask();
  }

  private async work(goesOn: () => boolean): Promise<void> {
    for (let begun = await this.runs.next(); begun && goesOn(); begun = await this.runs.next()) {
      const ended = await this.ended(begun, goesOn);
      if (ended) await this.record(begun, ended);
    }
  }

  private async ended(begun: BegunRun, goesOn: () => boolean): Promise<EmulatedRun | TracedRun | undefined> {
    try {
      return await emulate(begun, goesOn);
    } catch (error) {
      log.error({ err: error, run: begun.run.id }, 'The emulation of a registration has failed.');
      return { run: { ...begun.run, state: 'INTERRUPTED', reason: 'The registration cannot be emulated from its description.' }, attempts: null, trace: null };
    }
  }

  /** Nothing if the run was removed meanwhile. */
  private async record(begun: BegunRun, ended: EmulatedRun | TracedRun): Promise<void> {
    this.failpoints.reach(STEPS['before-outcome']);
    await this.unitOfWork.run(async (transaction) => {
      const recorded = await this.networks.lock(transaction, begun.networkId);
      const isThere = await this.runs.finish(transaction, begun.networkId, ended);
      if (recorded && isThere && 'ueState' in ended && ended.run.settings.updatesUe) await this.keep(transaction, recorded.network, begun, ended.ueState);
    });
    this.failpoints.reach(STEPS['after-outcome']);
  }

  /** What the UE has stored; unless somebody has replaced it since the run began, or the network has lost what it names. */
  private async keep(transaction: Transaction, network: RegistrationNetwork, { networkId, description: { ue: before } }: BegunRun, after: RegistrationUe): Promise<void> {
    const present = await this.ues.find(networkId, before.id, transaction);
    if (JSON.stringify(present) !== JSON.stringify(before) || new NamedByUes(network).faults(after).length > 0) return;
    const { guti: twin } = await this.ues.twins(transaction, networkId, after);
    const kept = twin === undefined ? after : withoutIdentity(after);
    await this.ues.update(transaction, networkId, kept);
    await this.runs.handOn(transaction, networkId, before, kept);
  }
}

/** The AMF of a run knows that UE alone, and may give it the 5G-GUTI that another has; of one 5G-GUTI there is one UE. */
function withoutIdentity({ guti: _guti, securityContext: _securityContext, ...rest }: RegistrationUe): RegistrationUe {
  return rest;
}

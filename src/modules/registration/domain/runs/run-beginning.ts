import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import type { Transaction } from '../../../common/unit-of-work/index.js';
import { runSettings } from '../description/defaults.js';
import { RunRepository } from '../ports/run-repository.js';
import type { RegistrationNetwork, RegistrationRun, RegistrationRunRequest, RegistrationTrigger, RegistrationUe } from '../types.js';
import { RunWorker } from './run-worker.js';

/** The network without the subscriptions of others. */
const metBy = ({ subscriptions = [], ...core }: RegistrationNetwork, { supi }: RegistrationUe): RegistrationNetwork => ({
  ...core,
  subscriptions: subscriptions.filter((each) => each.supi === supi),
});

/** How runs begin: they are recorded with what they are emulated from, and are emulated once that is committed. */
@Injectable()
export class RunBeginning {
  constructor(
    private readonly runs: RunRepository,
    private readonly worker: RunWorker,
    private readonly clock: Clock,
  ) {}

  async begin(transaction: Transaction, network: RegistrationNetwork, ue: RegistrationUe, request: RegistrationRunRequest, trigger: RegistrationTrigger): Promise<RegistrationRun> {
    const { name, gnb, registrationType = 'INITIAL', settings } = request;
    const run: RegistrationRun = {
      id: randomUUID(),
      ...(name !== undefined && { name }),
      ue: ue.id,
      gnb,
      registrationType,
      settings: runSettings(settings),
      trigger,
      state: 'RUNNING',
      startedAt: new Date(this.clock.now()).toISOString(),
    };
    await this.runs.insert(transaction, { networkId: network.id, run, description: { network: metBy(network, ue), ue } });
    transaction.afterCommit(() => this.worker.wake());
    return run;
  }
}

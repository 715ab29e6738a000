import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import type { Transaction } from '../../../common/unit-of-work/index.js';
import { runSettings } from '../description/defaults.js';
import { RunRepository } from '../ports/run-repository.js';
import type { RegistrationNetwork, RegistrationRun, RegistrationRunRequest, RegistrationTrigger, RegistrationUe } from '../types.js';
import { RunWorker } from './run-worker.js';

/** A UE, and how it is to register. */
interface Registering {
  ue: RegistrationUe;
  request: RegistrationRunRequest;
}

/** How runs begin: they are recorded with what they are emulated from, and are emulated once that is committed. */
@Injectable()
export class RunBeginning {
  constructor(
    private readonly runs: RunRepository,
    private readonly worker: RunWorker,
    private readonly clock: Clock,
  ) {}

  async begin(transaction: Transaction, network: RegistrationNetwork, one: Registering, trigger: RegistrationTrigger): Promise<RegistrationRun> {
    const [run] = await this.beginAll(transaction, network, [one], trigger);
    return run!;
  }

  /** In this order. */
  async beginAll(transaction: Transaction, network: RegistrationNetwork, all: readonly Registering[], trigger: RegistrationTrigger): Promise<RegistrationRun[]> {
    const { subscriptions = [], ...core } = network;
    const starts = all.map(({ ue, request }) => ({ run: this.runOf(request, trigger), ue, subscriptions: subscriptions.filter(({ supi }) => supi === ue.supi) }));
    await this.runs.insert(transaction, network.id, core, starts);
    transaction.afterCommit(() => this.worker.wake());
    return starts.map(({ run }) => run);
  }

  private runOf({ name, ue, gnb, registrationType = 'INITIAL', settings }: RegistrationRunRequest, trigger: RegistrationTrigger): RegistrationRun {
    return {
      id: randomUUID(),
      ...(name !== undefined && { name }),
      ue,
      gnb,
      registrationType,
      settings: runSettings(settings),
      trigger,
      state: 'RUNNING',
      startedAt: new Date(this.clock.now()).toISOString(),
    };
  }
}

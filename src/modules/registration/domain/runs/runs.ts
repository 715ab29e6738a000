import { Injectable } from '@nestjs/common';
import { Failpoints, failpoints } from '../../../common/failpoints/index.js';
import { notFound } from '../../../common/problem/index.js';
import { canonical } from '../description/canonical.js';
import { refuseContradictions } from '../description/contradictions.js';
import { runFaults } from '../description/run-faults.js';
import { Networks } from '../networks/networks.js';
import { RunRepository, type RunSelection } from '../ports/run-repository.js';
import { UeRepository } from '../ports/ue-repository.js';
import type { RegistrationRun, RegistrationRunRequest } from '../types.js';
import { RunBeginning } from './run-beginning.js';
import type { TracedRun } from './traced-run.js';

const STEPS = failpoints('registration', ['before-run', 'after-run']);

const unknownRun = (networkId: string, runId: string) => notFound(`The network ${networkId} has no run ${runId}.`);

/** The registrations that are or were emulated. */
@Injectable()
export class Runs {
  constructor(
    private readonly networks: Networks,
    private readonly ues: UeRepository,
    private readonly runs: RunRepository,
    private readonly beginning: RunBeginning,
    private readonly failpoints: Failpoints,
  ) {}

  /** In the order in which they were begun, without attempts and traces. @throws Problem 404 */
  async list(networkId: string, selection: RunSelection): Promise<RegistrationRun[]> {
    await this.networks.get(networkId);
    return this.runs.ofNetwork(networkId, selection);
  }

  /** @throws Problem 404 */
  async get(networkId: string, runId: string): Promise<TracedRun> {
    const found = await this.runs.find(networkId, runId);
    if (!found) throw unknownRun(networkId, runId);
    return found;
  }

  /** @throws Problem 404, and 422 if it names what the network does not have */
  async begin(networkId: string, sent: RegistrationRunRequest): Promise<RegistrationRun> {
    const request = canonical(sent);
    this.failpoints.reach(STEPS['before-run']);
    const run = await this.networks.alone(networkId, async (transaction, { network }) => {
      const ue = await this.ues.find(networkId, request.ue, transaction);
      refuseContradictions(runFaults(network, new Set(ue && [ue.id]), request));
      return this.beginning.begin(transaction, network, { ue: ue!, request }, 'OPERATOR');
    });
    this.failpoints.reach(STEPS['after-run']);
    return run;
  }

  /** One that is not at its end is given up. @throws Problem 404, and what `unchanged` throws */
  remove(networkId: string, runId: string, unchanged: (present: TracedRun) => void): Promise<void> {
    return this.networks.alone(networkId, async (transaction) => {
      const present = await this.runs.find(networkId, runId, transaction);
      if (!present) throw unknownRun(networkId, runId);
      unchanged(present);
      await this.runs.remove(transaction, networkId, runId);
    });
  }
}

import { setImmediate as othersTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../../common/unit-of-work/index.js';
import { canonical } from '../description/canonical.js';
import { refuseContradictions } from '../description/contradictions.js';
import { runFaults } from '../description/run-faults.js';
import { scenarioFaults } from '../description/scenario-faults.js';
import type { RecordedNetwork } from '../ports/network-repository.js';
import { RunRepository } from '../ports/run-repository.js';
import { UeRepository } from '../ports/ue-repository.js';
import { RunBeginning } from '../runs/run-beginning.js';
import type { RegistrationNetwork, RegistrationScenario, RegistrationUe } from '../types.js';
import { Networks } from './networks.js';

/** UEs that are recorded before others have their turn: a few milliseconds. */
const AT_ONCE = 50;

/** Without the registrations whose UE or gNB is gone: it can be loaded again. */
function shown({ network, title }: RecordedNetwork, ues: RegistrationUe[]): RegistrationScenario {
  const { name, description, runs = [] } = title ?? { name: network.name ?? 'unnamed' };
  const ids = new Set(ues.map(({ id }) => id));
  const fitting = runs.filter((run) => runFaults(network, ids, run).length === 0);
  return { name, ...(description !== undefined && { description }), network, ues, runs: fitting };
}

/** Networks with their UEs and the registrations that are to begin with them. */
@Injectable()
export class Scenarios {
  constructor(
    private readonly all: Networks,
    private readonly ues: UeRepository,
    private readonly runs: RunRepository,
    private readonly beginning: RunBeginning,
  ) {}

  /** The network with its UEs as they are, ready to be loaded again. @throws Problem 404 */
  async get(networkId: string): Promise<RegistrationScenario> {
    return shown(await this.all.recorded(networkId), await this.ues.ofNetwork(networkId));
  }

  /**
   * Replaces the network with all that is in it, and begins the runs.
   * @param unchanged is called with the present scenario, undefined if there is no such network, and may throw
   * @throws Problem 422 that lists what the scenario contradicts itself in
   */
  load(networkId: string, sent: RegistrationScenario, unchanged: (present?: RegistrationScenario) => void): Promise<{ scenario: RegistrationScenario; isNew: boolean }> {
    const scenario = canonical(sent);
    const network = { ...scenario.network, id: networkId };
    refuseContradictions(scenarioFaults(network, scenario));
    return this.all.replacing(networkId, async (transaction, present) => {
      unchanged(present && shown(present, await this.ues.ofNetwork(networkId, transaction)));
      const recorded = { network, title: titleOf(scenario) };
      await this.all.record(transaction, recorded);
      await this.replace(transaction, network, scenario);
      return { scenario: shown(recorded, await this.ues.ofNetwork(networkId, transaction)), isNew: !present };
    });
  }

  private async replace(transaction: Transaction, network: RegistrationNetwork, { ues = [], runs = [] }: RegistrationScenario): Promise<void> {
    await this.runs.removeAll(transaction, network.id);
    await this.ues.removeAll(transaction, network.id);
    const byId = new Map(ues.map((ue) => [ue.id, ue]));
    for (const [index, ue] of ues.entries()) {
      await this.ues.insert(transaction, network.id, ue);
      if (index % AT_ONCE === 0) await othersTurn();
    }
    await othersTurn();
    await this.beginning.beginAll(transaction, network, runs.map((request) => ({ ue: byId.get(request.ue)!, request })), 'SCENARIO');
  }
}

const titleOf = ({ network: _network, ues: _ues, ...title }: RegistrationScenario) => title;

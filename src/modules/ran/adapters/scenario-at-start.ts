import { Injectable } from '@nestjs/common';
import { ConfigurationError, readYaml, Settings } from '../../../config/index.js';
import { Lifecycle } from '../../common/lifecycle/index.js';
import { log } from '../../common/log/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import { type Fault, Problem } from '../../common/problem/index.js';
import { NetworkHost } from '../domain/host/network-host.js';
import { Scenarios } from '../domain/scenario/scenarios.js';
import type { Scenario } from '../domain/types.js';
import { scenarioFile } from './scenario-files.js';

/** Loads the scenario that MEC_SCENARIO names, unless the database has a network already. */
@Injectable()
export class ScenarioAtStart {
  constructor(
    private readonly settings: Settings,
    private readonly documents: ApiDocuments,
    private readonly host: NetworkHost,
    private readonly scenarios: Scenarios,
    lifecycle: Lifecycle,
  ) {
    lifecycle.on('seed', () => this.load());
  }

  /** @throws ConfigurationError with a sentence per fault of the file */
  private async load(): Promise<void> {
    const { scenario: setting, ranFeed } = this.settings;
    if (setting === undefined) return;
    if (ranFeed !== undefined) throw new ConfigurationError(['MEC_SCENARIO and MEC_RAN_FEED exclude each other: a network that follows another has no scenario of its own.']);
    const scenario = this.read(scenarioFile(setting));
    if (this.host.isRecorded) {
      const { name } = await this.scenarios.current();
      log.info({ present: name, scenario: scenario.name }, 'The database has a radio network already, so MEC_SCENARIO is not loaded.');
      return;
    }
    await this.scenarios.load(scenario).catch((error: unknown) => {
      throw error instanceof Problem && error.faults.length ? faultsOfFile(scenarioFile(setting), error.faults) : error;
    });
    log.info({ scenario: scenario.name }, 'The scenario of the radio network has begun.');
  }

  private read(file: string): Scenario {
    const content = readYaml('MEC_SCENARIO', file);
    const faults = this.documents.faultFinder('ran', { $ref: '#/components/schemas/Scenario' })(content);
    if (faults.length) throw faultsOfFile(file, faults);
    return content as Scenario;
  }
}

const faultsOfFile = (file: string, faults: Fault[]) => new ConfigurationError(faults.map(({ place, detail }) => `MEC_SCENARIO ${file}: ${place || 'the file'} ${detail}.`));

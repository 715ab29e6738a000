import { join } from 'node:path';
import { loadSettings, readYaml } from '../../src/config/index.js';
import { ApiDocuments } from '../../src/modules/common/operation/index.js';
import { SHIPPED_SCENARIOS } from '../../src/modules/ran/adapters/scenario-files.js';
import { TrackFiles } from '../../src/modules/ran/adapters/track-files.js';
import { begin } from '../../src/modules/ran/domain/scenario/scenario-network.js';
import { referenceFaults } from '../../src/modules/ran/domain/scenario/scenario-references.js';
import type { Scenario } from '../../src/modules/ran/domain/types.js';
import { ofKind, START } from './ran-scenes.js';

const scenario = readYaml('MEC_SCENARIO', join(SHIPPED_SCENARIOS, 'handover.yaml')) as Scenario;

describe('the scenario of the demonstration of handovers', () => {
  const { network, faults } = begin(scenario, START, new TrackFiles(loadSettings({})).files);

  it('is right', () => {
    expect(new ApiDocuments().faultFinder('ran', { $ref: '#/components/schemas/Scenario' })(scenario)).toEqual([]);
    expect([...faults, ...referenceFaults(scenario, network)]).toEqual([]);
  });

  it('hands the car over once, in the first half of a minute', () => {
    const steps = ofKind(network.advance(30_000), 'HANDOVER').map(({ hoStatus, cell }) => [hoStatus, cell.id]);
    expect(steps).toEqual([
      [1, 'harbour'],
      [2, 'harbour'],
      [3, 'casino'],
    ]);
  });
});

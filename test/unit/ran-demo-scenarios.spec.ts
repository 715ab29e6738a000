import { join } from 'node:path';
import { loadSettings, readYaml } from '../../src/config/index.js';
import { ApiDocuments } from '../../src/modules/common/operation/index.js';
import { SHIPPED_SCENARIOS } from '../../src/modules/ran/adapters/scenario-files.js';
import { TrackFiles } from '../../src/modules/ran/adapters/track-files.js';
import { begin } from '../../src/modules/ran/domain/scenario/scenario-network.js';
import { referenceFaults } from '../../src/modules/ran/domain/scenario/scenario-references.js';
import type { Scenario } from '../../src/modules/ran/domain/types.js';
import { ofKind, START } from './ran-scenes.js';

const scenarioOf = (name: string) => readYaml('MEC_SCENARIO', join(SHIPPED_SCENARIOS, `${name}.yaml`)) as Scenario;

describe.each([
  ['handover', 30, [[1, 'harbour'], [2, 'harbour'], [3, 'casino']]],
  ['road', 40, [[1, 'harbour'], [2, 'harbour'], [3, 'market'], [1, 'market'], [2, 'market'], [3, 'casino']]],
])('the scenario %s of the demonstrations', (name, seconds, handovers) => {
  const scenario = scenarioOf(name);
  const { network, faults } = begin(scenario, START, new TrackFiles(loadSettings({})).files);

  it('is right', () => {
    expect(new ApiDocuments().faultFinder('ran', { $ref: '#/components/schemas/Scenario' })(scenario)).toEqual([]);
    expect([...faults, ...referenceFaults(scenario, network)]).toEqual([]);
  });

  it(`hands the car over from cell to cell in the first ${seconds} seconds`, () => {
    expect(ofKind(network.advance(seconds * 1000), 'HANDOVER').map(({ hoStatus, cell }) => [hoStatus, cell.id])).toEqual(handovers);
  });
});

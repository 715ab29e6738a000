import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSettings, readYaml } from '../../src/config/index.js';
import { ApiDocuments } from '../../src/modules/common/operation/index.js';
import { SHIPPED_SCENARIOS, scenarioFile } from '../../src/modules/ran/adapters/scenario-files.js';
import { TrackFiles } from '../../src/modules/ran/adapters/track-files.js';
import { readTracks } from '../../src/modules/ran/domain/mobility/track-csv.js';
import type { RanEvent } from '../../src/modules/ran/domain/network/events.js';
import { begin } from '../../src/modules/ran/domain/scenario/scenario-network.js';
import { referenceFaults } from '../../src/modules/ran/domain/scenario/scenario-references.js';
import type { Scenario } from '../../src/modules/ran/domain/types.js';
import { ofKind, START } from './ran-scenes.js';

const MINUTE = 60_000;

const demo = readYaml('MEC_SCENARIO', scenarioFile('demo')) as Scenario;
const { files } = new TrackFiles(loadSettings({ MEC_SCENARIO: 'demo' }));

describe('the shipped scenario', () => {
  const { network, events, faults } = begin(demo, START, files);
  const minutes: RanEvent[][] = [];
  for (let minute = 0; minute < 10; minute++) minutes.push(network.advance(MINUTE));
  const [first] = minutes;
  const kindsOf = (some: readonly RanEvent[]) => ({
    triggers: new Set(ofKind(some, 'MEASUREMENT_REPORT').map(({ trigger }) => trigger)),
    changes: new Set(ofKind(some, 'BEARER').map(({ change }) => change)),
    technologies: new Set(ofKind(some, 'MEASUREMENT_REPORT').map(({ cell }) => cell.rat)),
    completed: new Set(ofKind(some, 'HANDOVER').flatMap(({ hoStatus, cell }) => (hoStatus === 3 ? [cell.rat] : []))),
  });

  it('is right', () => {
    expect(new ApiDocuments().faultFinder('ran', { $ref: '#/components/schemas/Scenario' })(demo)).toEqual([]);
    expect([...faults, ...referenceFaults(demo, network)]).toEqual([]);
  });

  it('begins with every UE in a cell, with its bearer', () => {
    expect(ofKind(events, 'BEARER').map(({ ue, change }) => [ue.id, change])).toEqual(demo.ues.map(({ id }) => [id, 'ESTABLISHED']));
  });

  it('shows within a minute every kind of event', () => {
    const { triggers, changes, technologies, completed } = kindsOf(first!);
    expect([...triggers]).toEqual(expect.arrayContaining(['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'PERIODICAL']));
    expect([...changes].sort()).toEqual(['ESTABLISHED', 'MODIFIED', 'RELEASED']);
    expect([...technologies].sort()).toEqual(['EUTRA', 'NR']);
    expect([...completed].sort()).toEqual(['EUTRA', 'NR']);
    for (const kind of ['TIMING_ADVANCE', 'CARRIER_AGGREGATION', 'UE_STATE', 'CELL_STATE'] as const) expect(ofKind(first!, kind).length).toBeGreaterThan(0);
  });

  it('goes on like that: its truck leaves the coverage and comes back', () => {
    const { changes, completed } = kindsOf(minutes.at(-1)!);
    expect([changes.has('MODIFIED'), completed.has('EUTRA'), completed.has('NR')]).toEqual([true, true, true]);
    const later = minutes.slice(5).flat();
    expect(kindsOf(later).changes).toEqual(new Set(['ESTABLISHED', 'MODIFIED', 'RELEASED']));
    expect(new Set(ofKind(later, 'BEARER').flatMap(({ change, ue }) => (change === 'MODIFIED' ? [] : [ue.id])))).toEqual(new Set(['truck-1']));
  });
});

describe('the shipped track', () => {
  const tracks = readTracks(readFileSync(join(SHIPPED_SCENARIOS, 'tracks', 'delivery-van.csv'), 'utf8'));

  it('is found by the name of its file', () => {
    expect([...files.keys()]).toEqual(['delivery-van.csv']);
    expect([...tracks.keys()]).toEqual(['van-1']);
  });
});

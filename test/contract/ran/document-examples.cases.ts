import { allDocuments } from '../../support/declared-operations.js';
import { ranPath, read, type Schemas } from '../../support/ran.js';
import { usePlatform } from '../../support/use-platform.js';

// Whoever tries an operation out sends the example of its document first.

const { openapi } = allDocuments().find(({ name }) => name === 'ran')!;
const example = (name: string) => (openapi.components['examples'] as Record<string, { value: object }>)[name]!.value;

describe('examples of the document of the radio network', () => {
  const { api } = usePlatform();

  it('build a network from nothing', async () => {
    await api.put(ranPath('clock')).send(example('SteppedClockRequest')).expect(200);
    for (const name of ['Enb', 'Gnb']) await api.post(ranPath('base_stations')).send(example(name)).expect(201, example(name));
    const cells = ['EutranCell', 'SecondEutranCell', 'NrCell'].map((name) => example(name) as Schemas['Cell']);
    for (const cell of cells) await api.post(ranPath('cells')).send({ ...cell, neighbours: [] }).expect(201);
    for (const cell of cells) await api.put(ranPath('cells', cell.id)).send(cell).expect(200, cell);
    for (const name of ['Car', 'Van', 'ExternalUe']) await api.post(ranPath('ues')).send(example(name)).expect(201, example(name));
    await api.get(ranPath('base_stations')).expect(200, example('BaseStationList'));
    await api.get(ranPath('cells')).expect(200, example('CellList'));
  });

  it('change it', async () => {
    await api.put(ranPath('base_stations', 'gnb-casino')).send(example('GnbReplacement')).expect(200);
    await api.put(ranPath('cells', 'casino-nr')).send(example('NrCellReplacement')).expect(200);
    await api.post(ranPath('ues', 'car-1', 'bearers')).send(example('VoiceBearerRequest')).expect(201);
    await api.put(ranPath('ues', 'car-1', 'bearers', 6)).send(example('VoiceBearerReplacement')).expect(200);
    await api.put(ranPath('configuration')).send(example('Configuration')).expect(200, example('Configuration'));
    await api.post(ranPath('clock', 'step')).send(example('ClockStep')).expect(200);
    await api.put(ranPath('ues', 'car-1')).send(example('CarReplacement')).expect(200);
    await api.post(ranPath('events')).send(example('PostedEvents')).expect(204);
  });

  it('load a scenario', async () => {
    await api.put(ranPath('scenario')).send(example('Scenario')).expect(200);
    expect(await read(api, 'scenario')).toMatchObject(example('Scenario'));
    await api.put(ranPath('clock')).send(example('ClockRequest')).expect(200);
  });
});

import { allDocuments } from '../../support/declared-operations.js';
import { REGISTRATION, registrationPath, runsOf } from '../../support/registration.js';
import { usePlatform } from '../../support/use-platform.js';

// Whoever tries an operation out sends the example of its document first.

const { openapi } = allDocuments().find(({ name }) => name === 'registration')!;
const example = (name: string) => (openapi.components['examples'] as Record<string, { value: object }>)[name]!.value;

describe('examples of the document of registrations', () => {
  const { api } = usePlatform();

  it('build a network from nothing and register its UE', async () => {
    await api.put(registrationPath()).send(example('NetworkRequest')).expect(201, example('Network'));
    await api.put(registrationPath('ues', 'car-1')).send(example('UeRequest')).expect(201, example('Ue'));
    await api.get(`${REGISTRATION}/networks`).expect(200, example('Networks'));
    await api.get(registrationPath('ues')).expect(200, example('Ues'));
    await api.post(registrationPath('runs')).send(example('RunRequest')).expect(201);
    expect(await runsOf(api)).toHaveLength(1);
  });

  it('load a scenario', async () => {
    await api.put(registrationPath('scenario')).send(example('ScenarioRequest')).expect(200, example('Scenario'));
    expect(await runsOf(api)).toHaveLength(1);
  });
});

import { gnb, load, network, registration, registrationPath, type Scenario, ue } from '../../support/registration.js';
import { usePlatform } from '../../support/use-platform.js';

describe('a scenario whose network has changed', () => {
  const { api } = usePlatform();
  const path = registrationPath('scenario');
  const OTHER = { id: 'car-2', ...ue({ supi: 'imsi-460000000000002' }) };
  const runs = [registration({ name: 'stays' }), registration({ name: 'of car-2', ue: 'car-2' }), registration({ name: 'at gNB1', gnb: 'gNB1' })];

  beforeEach(async () => {
    await api.delete(registrationPath());
    await load(api, { ues: [{ id: 'car-1', ...ue() }, OTHER], runs }).expect(201);
  });

  const names = async () => ((await api.get(path).expect(200)).body as Scenario).runs?.map(({ name }) => name);

  it.each<[string, () => PromiseLike<unknown>, string[]]>([
    ['a UE', () => api.delete(registrationPath('ues', 'car-2')).expect(204), ['stays', 'at gNB1']],
    ['a gNB', () => api.put(registrationPath()).send(network({ gnbs: [gnb(2)] })).expect(200), ['stays', 'of car-2']],
  ])('is shown without the runs that have lost %s, and can be loaded again', async (_lost, lose, left) => {
    await lose();
    expect(await names()).toEqual(left);
    const { body } = await api.get(path).expect(200);
    await api.put(path).send(body as object).expect(200, body as object);
  });

  it('is shown with them again once the UE is back', async () => {
    await api.delete(registrationPath('ues', 'car-2')).expect(204);
    await api.put(registrationPath('ues', 'car-2')).send(OTHER).expect(201);
    expect(await names()).toEqual(['stays', 'of car-2', 'at gNB1']);
  });
});

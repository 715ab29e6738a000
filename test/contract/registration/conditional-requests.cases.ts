import { describeConditionalPut, describeConditionalRead, describeConditionalWrite } from '../../support/preconditions.js';
import { begin, ended, load, network, REGISTRATION, registrationPath, scenario, ue } from '../../support/registration.js';
import { usePlatform } from '../../support/use-platform.js';

describe('conditional requests to registrations', () => {
  const { api } = usePlatform();
  const ofNetwork = () => registrationPath();
  const ofScenario = () => registrationPath('scenario');
  const ofUe = () => registrationPath('ues', 'car-1');
  let run = '';
  const ofRun = () => registrationPath('runs', run);

  beforeEach(async () => {
    await load(api);
    run = (await ended(api, (await begin(api)).id)).id;
  });

  describeConditionalRead(api, { name: 'the networks', path: () => `${REGISTRATION}/networks` });
  describeConditionalRead(api, { name: 'a network', path: ofNetwork });
  describeConditionalRead(api, { name: 'a scenario', path: ofScenario });
  describeConditionalRead(api, { name: 'the UEs', path: () => registrationPath('ues') });
  describeConditionalRead(api, { name: 'a UE', path: ofUe });
  describeConditionalRead(api, { name: 'the runs', path: () => registrationPath('runs') });
  describeConditionalRead(api, { name: 'a run', path: ofRun });
  describeConditionalPut(api, { name: 'PUT of a network', path: ofNetwork, send: (to) => api.put(to).send(network({ name: 'new' })), status: 200 });
  describeConditionalWrite(api, { name: 'DELETE of a network', path: ofNetwork, send: (to) => api.delete(to), status: 204 });
  describeConditionalPut(api, { name: 'PUT of a scenario', path: ofScenario, send: (to) => api.put(to).send(scenario({ name: 'new' })), status: 200 });
  describeConditionalPut(api, { name: 'PUT of a UE', path: ofUe, send: (to) => api.put(to).send(ue({ allowedNssai: [] })), status: 200 });
  describeConditionalWrite(api, { name: 'DELETE of a UE', path: ofUe, send: (to) => api.delete(to), status: 204 });
  describeConditionalWrite(api, { name: 'DELETE of a run', path: ofRun, send: (to) => api.delete(to), status: 204 });

  it('PUT of what is not there fits no tag, and is carried out unless there is any', async () => {
    const absent = `${REGISTRATION}/networks/new`;
    const unlessAny = (path: string, body: object) => api.put(path).set('If-None-Match', '*').send(body);
    for (const [path, body] of [[absent, network()], [`${absent}/scenario`, scenario()], [registrationPath('ues', 'new'), ue({ supi: 'imsi-460000000000009' })]] as const) {
      expect((await api.put(path).set('If-Match', '*').send(body).expect(412)).body.detail).toContain('no representation yet');
      await api.get(path).expect(404);
      await unlessAny(path, body).expect(201);
      await unlessAny(path, body).expect(412);
      await api.delete(absent);
    }
  });
});

import { baseStationPath, casino, ORCHESTRATOR, platformPath, register } from '../../support/orchestrator.js';
import { describeConditionalPut, describeConditionalRead, describeConditionalWrite } from '../../support/preconditions.js';
import { usePlatform } from '../../support/use-platform.js';

const ID = 'mep-casino';

describe('conditional requests to the orchestrator', () => {
  const { api } = usePlatform();
  const path = () => platformPath(ID);

  beforeEach(() => register(api, ID));

  describeConditionalRead(api, { name: 'the platforms', path: () => `${ORCHESTRATOR}/platforms` });
  describeConditionalRead(api, { name: 'a platform', path });
  describeConditionalRead(api, { name: 'the base stations', path: () => `${ORCHESTRATOR}/base_stations` });
  describeConditionalRead(api, { name: 'a base station', path: () => baseStationPath('enb-001-01-00002') });
  describeConditionalPut(api, { name: 'PUT of a platform', path, send: (to) => api.put(to).send(casino({ platformName: 'Grand Casino' })), status: 200 });
  describeConditionalWrite(api, { name: 'DELETE of a platform', path, send: (to) => api.delete(to), status: 204 });

  it('PUT of a platform that nobody has registered fits no tag, and is carried out unless there is any', async () => {
    for (const tags of ['*', '"any"']) expect((await register(api, 'mep-stadium', casino({ baseStations: [] })).set('If-Match', tags).expect(412)).body.detail).toContain('no representation yet');
    await register(api, 'mep-stadium').set('If-Match', 'unquoted').expect(400);
    await api.get(platformPath('mep-stadium')).expect(404);
    await register(api, 'mep-stadium', casino({ baseStations: [] })).set('If-None-Match', '*').expect(201);
  });
});

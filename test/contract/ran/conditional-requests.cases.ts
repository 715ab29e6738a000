import { type ConditionalWrite, describeConditionalRead, describeConditionalWrite, tagOf } from '../../support/preconditions.js';
import { bearer, enb, eutranCell, load, parked, ranPath, scenario } from '../../support/ran.js';
import { usePlatform } from '../../support/use-platform.js';

const at = (...segments: (string | number)[]) => () => ranPath(...segments);

describe('conditional requests to the radio network', () => {
  const { api } = usePlatform();

  beforeEach(() => load(api));

  const READABLE: [string, () => string][] = [
    ['the base stations', at('base_stations')],
    ['a base station', at('base_stations', 'enb-1')],
    ['the cells', at('cells')],
    ['the cells of a base station', () => `${ranPath('cells')}?base_station=enb-1`],
    ['a cell', at('cells', 'harbour-1')],
    ['the UEs', at('ues')],
    ['a UE', at('ues', 'car-1')],
    ['the bearers of a UE', at('ues', 'car-1', 'bearers')],
    ['a bearer', at('ues', 'car-1', 'bearers', 5)],
    ['the configuration', at('configuration')],
    ['the scenario', at('scenario')],
  ];
  for (const [name, path] of READABLE) describeConditionalRead(api, { name, path });

  const put = (name: string, path: () => string, body: object): ConditionalWrite => ({ name: `PUT of ${name}`, path, send: (to) => api.put(to).send(body), status: 200 });
  const remove = (name: string, path: () => string): ConditionalWrite => ({ name: `DELETE of ${name}`, path, send: (to) => api.delete(to), status: 204 });
  const WRITES: ConditionalWrite[] = [
    put('a base station', at('base_stations', 'enb-1'), enb({ name: 'renamed' })),
    remove('a base station', at('base_stations', 'enb-1')),
    put('a cell', at('cells', 'harbour-1'), eutranCell({ transmitPower: 1 })),
    remove('a cell', at('cells', 'harbour-1')),
    put('a UE', at('ues', 'car-1'), parked({ supi: 'imsi-00101' })),
    remove('a UE', at('ues', 'car-1')),
    put('a bearer', at('ues', 'car-1', 'bearers', 5), bearer({ qci: 7 })),
    remove('a bearer', at('ues', 'car-1', 'bearers', 5)),
    put('the configuration', at('configuration'), { seed: 9 }),
    put('the scenario', at('scenario'), scenario({ name: 'another' })),
  ];
  for (const write of WRITES) describeConditionalWrite(api, write);

  it('states carry no tag, since they are made anew each time', async () => {
    for (const path of [ranPath('ues', 'car-1', 'state'), ranPath('cells', 'harbour-1', 'state'), ranPath('clock'), ranPath('handovers'), ranPath('snapshot'), ranPath('plmns')])
      expect((await api.get(path).set('If-None-Match', '*').expect(200)).headers).not.toHaveProperty('etag');
  });

  it('one of several writes goes through that stand on the same representation', async () => {
    const path = ranPath('cells', 'harbour-1');
    const tag = await tagOf(api, path);
    const answers = await Promise.all([1, 2, 3].map(async (transmitPower) => api.put(path).set('If-Match', tag).send(eutranCell({ transmitPower }))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
  });
});

import { describeNegotiation, describeRefusals, type Use } from '../../support/refusals.js';
import { buildHarbour, DATA } from '../../support/rni/harbour.js';
import { Radio } from '../../support/rni/radio.js';
import { BEARER_INFO, cellChange, LAYER2_MEAS, PLMN_INFO, RAB_INFO, RNI, RNI_SUBSCRIPTIONS, S1_BEARER_INFO, subscribeToRni, UE_CONTEXT } from '../../support/rni/rni.js';
import type { SpecAgent } from '../../support/spec-agent.js';
import { usePlatform } from '../../support/use-platform.js';

const CALLBACK = 'http://127.0.0.1:9/unused';

describe('refusals of radio network information', () => {
  const { api, application } = usePlatform();
  let subscription: string;

  beforeAll(async () => {
    const radio = new Radio(api);
    await buildHarbour(radio);
    await radio.tell({ kind: 'BEARER', ue: 'car', change: 'ESTABLISHED', bearer: DATA });
    subscription = await subscribeToRni(api, cellChange(CALLBACK));
  });

  const USES: Use[] = [
    { method: 'get', name: 'rab_info', path: () => RAB_INFO },
    { method: 'get', name: 's1_bearer_info', path: () => S1_BEARER_INFO },
    { method: 'get', name: 'layer2_meas', path: () => LAYER2_MEAS },
    { method: 'get', name: 'ue_context', path: () => UE_CONTEXT },
    { method: 'get', name: 'bearer_info', path: () => BEARER_INFO },
    { method: 'get', name: 'the subscriptions', path: () => RNI_SUBSCRIPTIONS },
    { method: 'post', name: 'the subscriptions', path: () => RNI_SUBSCRIPTIONS, body: () => cellChange(CALLBACK) },
    { method: 'get', name: 'a subscription', path: () => subscription },
    { method: 'put', name: 'a subscription', path: () => subscription, body: () => cellChange(CALLBACK) },
    { method: 'delete', name: 'a subscription', path: () => subscription },
  ];

  describeRefusals(api, USES, application);
  describeNegotiation(api, [...USES, { method: 'get', name: 'plmn_info', path: (id) => `${PLMN_INFO}?app_ins_id=${id}` }], application);

  it.each(['post', 'put'] as const)('%s is answered 406 when the client accepts no JSON, and changes nothing', async (method) => {
    await api[method](method === 'post' ? RNI_SUBSCRIPTIONS : subscription).set('Accept', 'text/html').send(cellChange(`${CALLBACK}/other`)).expect(406);
    expect((await api.get(subscription).expect(200)).body.callbackReference).toBe(CALLBACK);
  });

  it.each(['get', 'put', 'delete'] as const)('%s of an unknown subscription is answered 404', async (method) => {
    const sent = api[method](`${RNI_SUBSCRIPTIONS}/unknown`);
    const { body } = await (method === 'put' ? sent.send(cellChange(CALLBACK)) : sent).expect(404);
    expect(body.detail).toContain('unknown');
  });

  it.each<[keyof SpecAgent, string, () => string]>([
    ['post', 'rab_info', () => RAB_INFO],
    ['delete', 'plmn_info', () => PLMN_INFO],
    ['put', 's1_bearer_info', () => S1_BEARER_INFO],
    ['patch', 'layer2_meas', () => LAYER2_MEAS],
    ['post', 'ue_context', () => UE_CONTEXT],
    ['delete', 'bearer_info', () => BEARER_INFO],
    ['delete', 'the subscriptions', () => RNI_SUBSCRIPTIONS],
    ['patch', 'a subscription', () => subscription],
    ['post', 'a subscription', () => subscription],
  ])('%s of %s is answered 405', async (method, _name, path) => {
    const { headers } = await api[method](path()).expect(405);
    expect(headers['allow']).toContain('GET');
  });

  it.each(['', 'queries', 'queries/', 'queries/rab_info/', 'subscriptions/', 'queries/other'])('the unknown path "%s" is answered 404', async (path) => {
    await api.get(`${RNI}/${path}`).expect(404);
  });

  it('nothing of what was refused has changed anything', async () => {
    expect((await api.get(RNI_SUBSCRIPTIONS).expect(200)).body._links.subscription).toHaveLength(1);
  });
});

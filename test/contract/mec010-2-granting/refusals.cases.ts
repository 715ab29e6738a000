import { executeSql, withoutWrites } from '../../support/database-outage.js';
import { LEARNING } from '../../support/granting/descriptors.js';
import { ending, GRANTS, question, startGranting } from '../../support/granting/granting.js';
import type { ModulePlatform } from '../../support/module-platform.js';
import { describeNegotiation, describeRefusals, type Use } from '../../support/refusals.js';
import { type SpecAgent, specAgent } from '../../support/spec-agent.js';

describe('refusals of granting', () => {
  let platform: ModulePlatform;
  let grant: string;
  const running = { get http() { return platform.http; } };
  const api: SpecAgent = specAgent(running);

  beforeAll(async () => {
    platform = await startGranting();
    grant = `${GRANTS}/${(await api.post(GRANTS).send(question()).expect(201)).body.id}`;
  });

  const USES: Use[] = [
    { method: 'post', name: 'the grants', path: () => GRANTS, body: () => question() },
    { method: 'get', name: 'a grant', path: () => grant },
  ];
  describeRefusals(api, USES, 'unused');
  describeNegotiation(api, USES, 'unused');

  const port = { id: 'port', type: 'LINKPORT' as const, resourceTemplateId: ['service'] };
  const container = question().addResources![0]!;
  const existing = ending(question()).removeResources![0]!;

  it.each<[string, object, string]>([
    ['an instantiation without resources', { addResources: undefined }, '/addResources'],
    ['an instantiation of no resources', { addResources: [] }, '/addResources'],
    ['two resources of one id', { addResources: [container, { ...port, id: 'container' }] }, '/addResources/1/id'],
    ['two resources of one id in two lists', { tempResources: [{ ...port, id: 'container' }] }, '/tempResources/0/id'],
    ['a new resource that is somewhere already', { addResources: [{ ...existing }] }, '/addResources/0/resource'],
    ['the removal of a resource that is nowhere', { operation: 'TERMINATE', removeResources: [{ ...container, id: 'other' }] }, '/removeResources/0/resource'],
    ['the update of a resource that is nowhere', { operation: 'OPERATE', updateResources: [{ ...container, id: 'other' }] }, '/updateResources/0/resource'],
    ['a descriptor that the AppD lacks', { addResources: [{ ...container, resourceTemplateId: ['nobody'] }] }, '/addResources/0/resourceTemplateId/0'],
    ['a descriptor of another type', { addResources: [{ ...container, resourceTemplateId: ['service'] }] }, '/addResources/0/resourceTemplateId/0'],
    ['a virtual machine of an AppD with containers', { addResources: [{ ...container, type: 'COMPUTE' }] }, '/addResources/0/resourceTemplateId/0'],
    ['several descriptors for one port', { addResources: [{ ...port, resourceTemplateId: ['service', 'service'] }] }, '/addResources/0/resourceTemplateId'],
    ['several descriptors for one storage', { appDId: LEARNING, addResources: [{ id: 'store', type: 'STORAGE', resourceTemplateId: ['block', 'objects'] }] }, '/addResources/0/resourceTemplateId'],
    ['an operation that there is not', { operation: 'SCALE' }, '/operation'],
    ['no links', { _links: undefined }, ''],
  ])('%s is answered 400, and the place is named', async (_fault, changes, place) => {
    const { body } = await api.post(GRANTS).send({ ...question(), ...changes }).expect(400);
    expect((body.faults as { place: string }[]).map((fault) => fault.place)).toContain(place);
  });

  it('every fault is told', async () => {
    const { body } = await api.post(GRANTS).send({ ...question(), addResources: [{ ...existing }, { ...container, resourceTemplateId: ['nobody'] }] }).expect(400);
    expect(body.faults).toHaveLength(3);
  });

  it('an AppD that nobody has onboarded is answered 404', async () => {
    expect((await api.post(GRANTS).send(question({ appDId: 'unknown' })).expect(404)).body.detail).toContain('unknown');
  });

  it('a grant that nobody has given is answered 404', async () => {
    expect((await api.get(`${GRANTS}/unknown`).expect(404)).body.detail).toContain('unknown');
  });

  it('an answer that the client does not take is 406, and nothing is granted', async () => {
    const request = question();
    await api.post(GRANTS).set('Accept', 'text/html').send(request).expect(406);
  });

  it.each<[keyof SpecAgent, () => string]>([['get', () => GRANTS], ['put', () => GRANTS], ['delete', () => grant], ['patch', () => grant], ['post', () => grant]])('%s where there is none is answered 405', async (method, path) => {
    expect((await api[method](path()).expect(405)).headers['allow']).toMatch(/GET|POST/);
  });

  it('a database that takes no writes is answered 503, and grants go on afterwards', async () => {
    const request = question();
    const { headers } = await withoutWrites(platform.databaseUrl, async () => api.post(GRANTS).send(request).expect(503), 'resource_grant');
    expect(headers['retry-after']).toMatch(/^\d+$/);
    await api.post(GRANTS).send(request).expect(201);
  });

  it('a fault of the platform itself is answered 500, and nothing of its inside is told', async () => {
    await executeSql(platform.databaseUrl, 'ALTER TABLE resource_grant RENAME TO elsewhere');
    for (const { body } of [await api.post(GRANTS).send(question()).expect(500), await api.get(grant).expect(500)])
      expect(JSON.stringify(body)).not.toMatch(/sql|table|relation|elsewhere/i);
    await executeSql(platform.databaseUrl, 'ALTER TABLE elsewhere RENAME TO resource_grant');
    await api.get(grant).expect(200);
  });
});

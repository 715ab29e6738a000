import { allDocuments } from '../../support/declared-operations.js';
import { gnb, guti, load, network, registrationPath, slices, ue } from '../../support/registration.js';
import { usePlatform } from '../../support/use-platform.js';

interface Response {
  content: Record<string, { examples: Record<string, { value: { detail: string } }> }>;
}

const { openapi } = allDocuments().find(({ name }) => name === 'registration')!;
const exampleOf = (response: string, name: string) => (openapi.components['responses'] as Record<string, Response>)[response]!.content['application/problem+json']!.examples[name]!.value;

describe('examples of problems in the document of registrations', () => {
  const { api } = usePlatform();
  const [set1, set2] = network().amfSets;

  beforeEach(async () => {
    await api.delete(registrationPath());
  });

  it('are what a malformed SD is answered with', async () => {
    const { body } = await api.put(registrationPath()).send(network({ gnbs: [gnb(1, { snssais: [{ sst: 1, sd: 'x' }] })] })).expect(400);
    expect(body).toMatchObject(exampleOf('BadRequest', 'malformedSd'));
  });

  it('are what is answered where there is no network', async () => {
    expect((await api.get(registrationPath()).expect(404)).body).toMatchObject(exampleOf('NotFound', 'unknownNetwork'));
  });

  it('are what a network without the AMF of a UE is answered with', async () => {
    await load(api, { ues: [{ id: 'car-1', ...ue({ guti: guti() }) }] }).expect(201);
    const { body } = await api.put(registrationPath()).send(network({ amfSets: [set2!], gnbs: [gnb(2)] })).expect(409);
    expect(body).toMatchObject(exampleOf('Conflict', 'amfOfUe'));
  });

  it('are what If-Match is answered with that names another version', async () => {
    const current = String((await load(api).expect(201), await api.get(registrationPath()).expect(200)).headers['etag']);
    const { body } = await api.delete(registrationPath()).set('If-Match', '"7c1e55d0"').expect(412);
    const { detail, ...example } = exampleOf('PreconditionFailed', 'changed');
    expect(body).toMatchObject({ ...example, detail: detail.replace('"3d2f0a91"', current) });
  });

  it('are what overlapping AMF sets are answered with', async () => {
    const { body } = await api.put(registrationPath()).send(network({ amfSets: [set1!, { ...set2!, snssais: slices(1) }] })).expect(422);
    expect(body).toMatchObject(exampleOf('ContradictoryDescription', 'overlappingSets'));
  });

  it('are what another content type is answered with', async () => {
    const { body } = await api.put(registrationPath()).set('Content-Type', 'text/plain').send('sliced').expect(415);
    expect(body).toMatchObject(exampleOf('Problem', 'wrongContentType'));
  });
});

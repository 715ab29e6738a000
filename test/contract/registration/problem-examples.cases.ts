import { allDocuments } from '../../support/declared-operations.js';
import { gnb, guti, load, network, registrationPath, slices, ue } from '../../support/registration.js';
import { usePlatform } from '../../support/use-platform.js';

interface Response {
  content: Record<string, { examples: Record<string, { value: object }> }>;
}

const { openapi } = allDocuments().find(({ name }) => name === 'registration')!;
const example = (response: string, name: string) => (openapi.components['responses'] as Record<string, Response>)[response]!.content['application/problem+json']!.examples[name]!.value;

describe('examples of problems in the document of registrations', () => {
  const { api } = usePlatform();
  const [set1, set2] = network().amfSets;

  beforeEach(async () => {
    await api.delete(registrationPath());
  });

  it('are what a malformed SD is answered with', async () => {
    const { body } = await api.put(registrationPath()).send(network({ gnbs: [gnb(1, { snssais: [{ sst: 1, sd: 'x' }] })] })).expect(400);
    expect(body).toMatchObject(example('BadRequest', 'malformedSd'));
  });

  it('are what is answered where there is no network', async () => {
    expect((await api.get(registrationPath()).expect(404)).body).toEqual(example('NotFound', 'unknownNetwork'));
  });

  it('are what a network without the AMF of a UE is answered with', async () => {
    await load(api, { ues: [{ id: 'car-1', ...ue({ guti: guti() }) }] }).expect(201);
    const { body } = await api.put(registrationPath()).send(network({ amfSets: [set2!], gnbs: [gnb(2)] })).expect(409);
    expect(body).toEqual(example('Conflict', 'amfOfUe'));
  });

  it('are what If-Match is answered with that names another version', async () => {
    await load(api).expect(201);
    expect((await api.delete(registrationPath()).set('If-Match', '"other"').expect(412)).body).toEqual(example('PreconditionFailed', 'changed'));
  });

  it('are what overlapping AMF sets are answered with', async () => {
    const { body } = await api.put(registrationPath()).send(network({ amfSets: [set1!, { ...set2!, snssais: slices(1) }] })).expect(422);
    expect(body).toEqual(example('ContradictoryDescription', 'overlappingSets'));
  });

  it('are what another content type is answered with', async () => {
    const { body } = await api.put(registrationPath()).set('Content-Type', 'text/plain').send('sliced').expect(415);
    expect(body).toEqual(example('Problem', 'wrongContentType'));
  });
});

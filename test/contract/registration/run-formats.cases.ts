import { begin, ended, load, registrationPath } from '../../support/registration.js';
import { usePlatform } from '../../support/use-platform.js';

describe('the two representations of a run', () => {
  const { api } = usePlatform();
  let path = '';
  const read = (format: string) => api.get(`${path}?format=${format}`);

  beforeEach(async () => {
    await load(api);
    path = registrationPath('runs', (await ended(api, (await begin(api)).id)).id);
  });

  it.each(['json', 'mermaid'])('say that they vary with Accept: %s', async (format) => {
    const { headers } = await read(format).expect(200).expect('Vary', 'Accept');
    await read(format).set('If-None-Match', String(headers['etag'])).expect(304).expect('Vary', 'Accept');
  });

  it('say so too where Accept chooses', async () => {
    for (const accept of ['application/json', 'text/vnd.mermaid']) await api.get(path).set('Accept', accept).expect(200).expect('Vary', 'Accept');
  });

  it('have one tag for If-Match, that of the JSON', async () => {
    const [json, diagram] = [(await read('json').expect(200)).headers, (await read('mermaid').expect(200)).headers];
    await api.delete(path).set('If-Match', String(diagram['etag'])).expect(412);
    await api.delete(path).set('If-Match', String(json['etag'])).expect(204);
  });
});

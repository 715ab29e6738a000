import { seedApplication, seedRequirements } from '../../unit/placement-requirements/contract.js';
import { image, layoutArchive, tarFile } from '../../support/placement/image-archives.js';
import { clear, faultsIn, placementPath, putClouds, type Schemas } from '../../support/placement/placement.js';
import { describeConditionalPut, describeConditionalRead, describeConditionalWrite } from '../../support/preconditions.js';
import { usePlatform } from '../../support/use-platform.js';

type Shown = Schemas['PlacedApplication'];
type Artefact = Schemas['Artefact'];

const WEBAPP = tarFile([{ name: 'css/', type: '5' }, { name: 'index.html', content: Buffer.from('<h1>shop</h1>') }]);
const seed = { appName: 'webshop', requirements: seedRequirements(), userAddress: '203.0.113.80' };
/** One service without files. */
const small = (appName: string, changes: object = {}) => ({ appName, requirements: { images: [{ repository: 'debian' }], orchestration: { services: { main: { image: 'debian' } } } }, ...changes });

describe('applications', () => {
  const { api } = usePlatform();
  const path = placementPath('applications', 'shop');
  const files = placementPath('applications', 'shop', 'files', 'webapp');
  const putFiles = (content = WEBAPP, to = files) => api.put(to).set('Content-Type', 'application/x-tar').send(content);
  const putImage = async (repository: string, layer = repository) =>
    ((await api.post(placementPath('images')).query({ repository }).set('Content-Type', 'application/x-tar').send(layoutArchive(image(layer)))).body as { digest: string }).digest;
  const shown = async (to = path) => (await api.get(to).expect(200)).body as Shown;
  const artefacts = async (query: object = {}) => (await api.get(placementPath('artefacts')).query(query).expect(200)).body as Artefact[];

  beforeEach(async () => {
    for (const { applicationId } of (await api.get(placementPath('applications'))).body as Shown[]) await api.delete(placementPath('applications', applicationId)).expect(204);
    for (const { digest } of (await api.get(placementPath('images'))).body as { digest: string }[]) await api.delete(placementPath('images', digest)).expect(204);
    await clear(api);
  });

  it('of the seed are INCOMPLETE, then GENERATED: the fields are extracted, and two artefacts of one image are kept (¶113)', async () => {
    const { extracted } = seedApplication();
    const { body, headers } = await api.put(path).send(seed).expect(201);
    expect(body).toEqual({ applicationId: 'shop', ...seed, rulePriority: 100, state: 'INCOMPLETE', extracted, missing: ['image nginx:latest', 'files webapp'], artefacts: [] });
    expect(headers['location']).toBe(`http://mep.test:8080${path}`);
    const digest = await putImage('nginx');
    expect(await shown()).toMatchObject({ state: 'INCOMPLETE', missing: ['files webapp'] });
    const handedIn = await putFiles().expect(201);
    expect(handedIn.body).toMatchObject({ fileName: 'webapp', sizeBytes: WEBAPP.length });
    expect(handedIn.headers['location']).toBe(`http://mep.test:8080${files}`);
    const generated = await shown();
    expect(generated).toMatchObject({ state: 'GENERATED', missing: [], extracted });
    const made = await artefacts({ applicationId: 'shop' });
    expect(made.map(({ type, digest: name }) => ({ type, digest: name }))).toEqual(generated.artefacts);
    expect(made.map(({ type, images }) => [type, images])).toEqual(['DOCKER', 'K8S'].map((type) => [type, [{ reference: `nginx:latest@${digest}`, digest }]]));
    for (const one of made) await api.get(placementPath('artefacts', one.digest)).expect(200, one);
    expect((await api.get(placementPath('images', digest)).expect(200)).body).toMatchObject({ applications: ['shop'] });
    expect((await api.delete(placementPath('images', digest)).expect(409)).body.detail).toBe('The image is used by the application shop.');
    expect((await putFiles().expect(200)).body).toEqual(handedIn.body);
    expect(await shown()).toEqual(generated);
  });

  it('are handed in as YAML', async () => {
    const text = 'appName: web\nrequirements:\n  images: [{repository: debian}]\n  orchestration:\n    services:\n      main: {image: debian}\n';
    expect((await api.put(path).set('Content-Type', 'application/yaml').send(text).expect(201)).body).toMatchObject({ appName: 'web', missing: ['image debian:latest'] });
  });

  it('keep the version of an image until they require another content', async () => {
    const first = await putImage('debian', 'a');
    await api.put(path).send(small('s')).expect(201);
    const before = await shown();
    const second = await putImage('debian', 'b');
    expect(await shown()).toEqual(before);
    await api.put(path).send(small('s', { rulePriority: 7 })).expect(200);
    expect((await artefacts()).map(({ images }) => images[0]!.digest)).toEqual([first, first]);
    const limited = small('s');
    const requirements = { ...limited.requirements, orchestration: { services: { main: { image: 'debian', cpus: 0.5 } } } };
    expect((await api.put(path).send({ ...limited, requirements }).expect(200)).body).toMatchObject({ state: 'GENERATED' });
    expect((await artefacts()).map(({ images }) => images[0]!.digest)).toEqual([second, second]);
    await api.delete(placementPath('images', first)).expect(204);
  });

  it('refuse every key of the orchestration that the document does not name with 400, by its place', async () => {
    const requirements = seedRequirements();
    Object.assign(requirements.orchestration, { version: '3' });
    Object.assign(requirements.orchestration.services['nginx']!, { privileged: true });
    const { body } = await api.put(path).send({ ...seed, requirements }).expect(400);
    expect(faultsIn(body).map(({ place }) => place)).toEqual(['/requirements/orchestration/version', '/requirements/orchestration/services/nginx/privileged']);
    const misspelt = { ...seed, rulePriorty: 1, requirements: { ...seed.requirements, files: [] } };
    expect(faultsIn((await api.put(path).send(misspelt).expect(400)).body).map(({ place }) => place).sort()).toEqual(['/requirements/files', '/rulePriorty']);
    expect(faultsIn((await api.put(path).send({ ...seed, userAddress: 'shop.example' }).expect(400)).body)).toEqual([{ place: '/userAddress', detail: 'must be an IPv4 or IPv6 address' }]);
    await api.get(path).expect(404);
  });

  it('of the name of another are answered 409, and of areas that are not there 422', async () => {
    await api.put(path).send(small('web')).expect(201);
    const other = placementPath('applications', 'other');
    expect((await api.put(other).send(small('web')).expect(409)).body.detail).toBe('The application shop has the name web.');
    const { body } = await api.put(other).send(small('other', { usageAreas: ['a', 'b'] })).expect(422);
    expect(faultsIn(body)).toEqual([{ place: '/usageAreas/0', detail: 'is a, which is no area' }, { place: '/usageAreas/1', detail: 'is b, which is no area' }]);
    await api.get(other).expect(404);
  });

  it('hold the areas in which they are used, 409', async () => {
    await putClouds(api, 'fog-n');
    await api.put(placementPath('areas', 'a')).send({ clouds: ['fog-n'], cells: ['c'] }).expect(201);
    await api.put(path).send(small('web', { usageAreas: ['a'] })).expect(201);
    expect((await api.delete(placementPath('areas', 'a')).expect(409)).body.detail).toBe('The application shop names the area a.');
    await api.delete(path).expect(204);
    await api.delete(placementPath('areas', 'a')).expect(204);
  });

  it('are listed by their ids, and are gone with files and artefacts when they are removed', async () => {
    await putImage('nginx');
    await api.put(path).send(seed).expect(201);
    await putFiles().expect(201);
    await api.put(placementPath('applications', 'A')).send(small('a')).expect(201);
    expect(((await api.get(placementPath('applications')).expect(200)).body as Shown[]).map(({ applicationId }) => applicationId)).toEqual(['A', 'shop']);
    const [one] = await artefacts();
    await api.delete(path).expect(204);
    for (const gone of [path, files, placementPath('artefacts', one!.digest)]) await api.get(gone).expect(404);
    expect(await artefacts()).toEqual([]);
    await api.put(path).send(seed).expect(201);
    expect(await shown()).toMatchObject({ missing: ['files webapp'] });
  });

  it('take files only that they name, 409, and that are a plain tar file, 422', async () => {
    expect((await putFiles().expect(404)).body.detail).toBe('There is no application shop.');
    await api.put(path).send(seed).expect(201);
    expect((await api.get(files).expect(404)).body.detail).toBe('The files webapp of the application shop have not been handed in.');
    expect((await putFiles(WEBAPP, placementPath('applications', 'shop', 'files', 'other')).expect(409)).body.detail).toBe('No entry of x-openmep-files of the application shop names other.');
    const broken = [Buffer.from('text'), Buffer.alloc(1024), WEBAPP.subarray(0, 1100), tarFile([{ name: 'link', type: '2', target: 'index.html' }]), tarFile([{ name: '../out', content: Buffer.from('x') }])];
    for (const content of broken) expect((await putFiles(content).expect(422)).body.detail).toContain('The files cannot be taken: the archive ');
    await api.put(files).set('Content-Type', 'application/x-tar').set('Content-Length', String(64 * 1024 ** 2 + 1)).expect(413);
    await api.get(files).expect(404);
    await putFiles().expect(201);
  });

  it('of files that a ConfigMap does not hold have no artefact for clusters', async () => {
    await putImage('nginx');
    await api.put(path).send(seed).expect(201);
    await putFiles(tarFile([{ name: 'large', content: Buffer.alloc(2 ** 20) }])).expect(201);
    expect((await shown()).artefacts.map(({ type }) => type)).toEqual(['DOCKER']);
    await putFiles().expect(200);
    expect((await shown()).artefacts.map(({ type }) => type)).toEqual(['DOCKER', 'K8S']);
    expect(await artefacts()).toHaveLength(2);
  });

  it('that are not there are answered 404', async () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    for (const sent of [api.get(path), api.delete(path), api.get(files)]) expect((await sent.expect(404)).body.detail).toBe('There is no application shop.');
    expect((await api.get(placementPath('artefacts', digest)).expect(404)).body.detail).toBe(`There is no artefact ${digest}.`);
  });
});

describe('conditional requests to applications', () => {
  const { api } = usePlatform();
  const path = () => placementPath('applications', 'shop');
  const files = () => placementPath('applications', 'shop', 'files', 'webapp');
  const putFiles = (to: string, content = WEBAPP) => api.put(to).set('Content-Type', 'application/x-tar').send(content);
  let digest = '';

  beforeEach(async () => {
    await api.post(placementPath('images')).query({ repository: 'nginx' }).set('Content-Type', 'application/x-tar').send(layoutArchive(image('a')));
    await api.put(path()).send(seed);
    await putFiles(files());
    digest = ((await api.get(path()).expect(200)).body as Shown).artefacts[0]!.digest;
  });

  describeConditionalRead(api, { name: 'the applications', path: () => placementPath('applications') });
  describeConditionalRead(api, { name: 'an application', path });
  describeConditionalRead(api, { name: 'files', path: files });
  describeConditionalRead(api, { name: 'the artefacts', path: () => placementPath('artefacts') });
  describeConditionalRead(api, { name: 'an artefact', path: () => placementPath('artefacts', digest) });
  describeConditionalPut(api, { name: 'PUT of an application', path, send: (to) => api.put(to).send({ ...seed, rulePriority: 3 }), status: 200 });
  describeConditionalWrite(api, { name: 'DELETE of an application', path, send: (to) => api.delete(to), status: 204 });
  describeConditionalPut(api, { name: 'PUT of files', path: files, send: (to) => putFiles(to, tarFile([{ name: 'other', content: Buffer.from('x') }])), status: 200 });

  it('PUT of what is not there fits no tag', async () => {
    expect((await api.put(placementPath('applications', 'new')).set('If-Match', '*').send(small('new')).expect(412)).body.detail).toContain('no representation yet');
    await api.delete(path()).expect(204);
    await api.put(path()).set('If-None-Match', '*').send(seed).expect(201);
    expect((await putFiles(files()).set('If-Match', '*').expect(412)).body.detail).toContain('no representation yet');
    await putFiles(files()).set('If-None-Match', '*').expect(201);
  });
});

import { fromBufferPromise } from 'yauzl';
import { DESCRIPTOR, descriptor, metaFile, META_FILE, packageFile } from '../../support/packages/package-file.js';
import { announce, binary, onboard, ONBOARDED_PACKAGES, PACKAGES } from '../../support/packages/packages.js';
import { TOSCA_FILES, TOSCA_MAIN } from '../../support/packages/tosca.js';
import { usePlatform } from '../../support/use-platform.js';

async function fileNames(zip: Buffer): Promise<string[]> {
  const names: string[] = [];
  for await (const { fileName } of (await fromBufferPromise(zip)).eachEntry()) names.push(fileName);
  return names;
}

describe('the descriptor of a package', () => {
  const { api } = usePlatform();
  const whole = descriptor({ appDId: 'described', terminateAppInstanceOpConfig: { minGracefulTerminationTimeout: 5 } });
  const path = `${ONBOARDED_PACKAGES}/described/appd`;
  let id: string;

  beforeAll(async () => {
    ({ id } = await onboard(api, packageFile({ appD: whole })));
    const files = { ...TOSCA_FILES, [DESCRIPTOR]: undefined, [META_FILE]: metaFile({ 'Entry-Definitions': TOSCA_MAIN }) };
    expect(await onboard(api, packageFile({ appD: { appDId: 'b1bb0ce7-ebca-4fa7-95ed-4840d70a1177' }, files, metadata: { vnf_provider_id: 'MyCompany' } }))).toMatchObject({ onboardingState: 'ONBOARDED' });
  });

  it('is JSON without what is left out by default', async () => {
    const { swImageDescriptor: _images, appExtCpd: _points, terminateAppInstanceOpConfig: _config, ...left }: Record<string, unknown> = whole;
    const { body, headers } = await api.get(path).expect(200);
    expect(body).toEqual(left);
    await api.get(`${PACKAGES}/${id}/appd`).set('If-None-Match', headers['etag'] as string).expect(304, '');
  });

  it('is shown as the selectors want it', async () => {
    expect((await api.get(`${path}?all_fields`).expect(200)).body).toEqual(whole);
    expect((await api.get(`${path}?fields=appExtCpd/layerProtocol`).expect(200)).body).toMatchObject({ appDId: 'described', appExtCpd: whole.appExtCpd });
    expect((await api.get(`${path}?exclude_fields=osContainerDescriptor,mcioIdentificationData`).expect(200)).body).not.toHaveProperty('osContainerDescriptor');
    await api.get(`${path}?fields=colour`).expect(400);
  });

  it('is found by a filter, or not', async () => {
    await api.get(`${path}?filter=(eq,osContainerDescriptor/name,camera)`).expect(200);
    expect((await api.get(`${path}?filter=(eq,appName,other)`).expect(404)).body).toMatchObject({ detail: 'The descriptor described does not match the filter.' });
    await api.get(`${path}?filter=(eq,appName)`).expect(400);
  });

  it('is the file in the package', async () => {
    const { text, headers } = await api.get(path).set('Accept', 'text/plain').expect(200);
    expect(JSON.parse(text)).toEqual(whole);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    await api.get(path).set({ Accept: 'text/plain', 'If-None-Match': headers['etag'] }).expect(304, '');
  });

  it('is a ZIP file', async () => {
    const { body, headers } = await api.get(path).set('Accept', 'application/zip').buffer().parse(binary).expect(200);
    expect(await fileNames(body as Buffer)).toEqual([DESCRIPTOR]);
    const again = await api.get(path).set('Accept', 'application/json;q=0.1, application/zip').buffer().parse(binary).expect(200);
    expect(again.headers['etag']).toBe(headers['etag']);
  });

  it('of several files is no single file', async () => {
    const several = `${ONBOARDED_PACKAGES}/b1bb0ce7-ebca-4fa7-95ed-4840d70a1177/appd`;
    expect((await api.get(several).set('Accept', 'text/plain').expect(406)).body).toMatchObject({ detail: 'The descriptor has 2 files; the Accept header has to admit application/zip or application/json.' });
    const { body } = await api.get(several).set('Accept', 'application/zip').buffer().parse(binary).expect(200);
    expect(await fileNames(body as Buffer)).toEqual(Object.keys(TOSCA_FILES));
    expect((await api.get(several).expect(200)).body).toMatchObject({ appName: 'MyMecApp', appProvider: 'MyCompany' });
  });

  it('is not there before the package is onboarded', async () => {
    const created = await announce(api, Buffer.from('x'));
    await api.get(`${PACKAGES}/${created}/appd`).expect(409);
    await api.get(`${PACKAGES}/nothing/appd`).expect(404);
    await api.get(path).set('Accept', 'text/csv').expect(406);
  });
});

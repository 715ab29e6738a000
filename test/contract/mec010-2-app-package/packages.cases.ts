import { descriptor, packageFile, sha256 } from '../../support/packages/package-file.js';
import { announce, announcement, discard, examined, onboard, ONBOARDED_PACKAGES, PACKAGES, read, upload } from '../../support/packages/packages.js';
import { usePlatform } from '../../support/use-platform.js';

const ROOT = 'http://mep.test:8080/app_pkgm/v1';

describe('an application package', () => {
  const { api } = usePlatform();

  it.each([PACKAGES, ONBOARDED_PACKAGES])('is made without content at %s', async (path) => {
    const content = await packageFile();
    const request = announcement(content, { appProvider: 'Example', userDefinedData: { ticket: 7 } });
    const { body, headers } = await api.post(path).send(request).expect(201);
    const { id } = body as { id: string };
    expect(body).toEqual({
      id,
      appDId: id,
      appProvider: 'Example',
      appName: request.appPkgName,
      appSoftwareVersion: '1.0',
      appDVersion: '1.0',
      checksum: { algorithm: 'SHA-256', hash: sha256(content) },
      softwareImages: [],
      onboardingState: 'CREATED',
      operationalState: 'DISABLED',
      usageState: 'NOT_IN_USE',
      mecInfo: [],
      userDefinedData: { ticket: 7 },
      _links: {
        self: { href: `${ROOT}/app_packages/${id}` },
        appD: { href: `${ROOT}/onboarded_app_packages/${id}/appd` },
        appPkgContent: { href: `${ROOT}/onboarded_app_packages/${id}/package_content` },
      },
    });
    expect(headers['location']).toBe(`${ROOT}/app_packages/${id}`);
    expect(await read(api, id)).toEqual(body);
  });

  it('is onboarded when its content has come and is right', async () => {
    const content = await packageFile({ appD: descriptor({ appDId: 'whole' }) });
    const id = await announce(api, content, { userDefinedData: { ticket: 7 } });
    await upload(api, id, content).expect(202, '');
    const found = await examined(api, id);
    const image = descriptor().swImageDescriptor[0];
    expect(found).toEqual({
      id,
      appDId: 'whole',
      appProvider: 'Example',
      appName: 'camera',
      appSoftwareVersion: '1.2.0',
      appDVersion: '1.0',
      checksum: { algorithm: 'SHA-256', hash: sha256(content) },
      softwareImages: [image],
      additionalArtifacts: [{ artifactPath: 'Files/licence.txt', checksum: { algorithm: 'SHA-256', hash: sha256('Apache-2.0') } }],
      onboardingState: 'ONBOARDED',
      operationalState: 'ENABLED',
      usageState: 'NOT_IN_USE',
      mecInfo: ['3.1.1', '2.2.1'],
      userDefinedData: { ticket: 7 },
      _links: {
        self: { href: `${ROOT}/app_packages/${id}` },
        appD: { href: `${ROOT}/onboarded_app_packages/whole/appd` },
        appPkgContent: { href: `${ROOT}/onboarded_app_packages/whole/package_content` },
      },
    });
    for (const path of [`${PACKAGES}/whole`, `${ONBOARDED_PACKAGES}/whole`, `${ONBOARDED_PACKAGES}/${id}`]) expect((await api.get(path).expect(200)).body).toEqual(found);
  });

  it('goes by another name than a package that is there', async () => {
    const content = await packageFile({ appD: descriptor({ appDId: 'twice' }) });
    const request = announcement(content);
    await api.post(PACKAGES).send(request).expect(201);
    const { body } = await api.post(PACKAGES).send(request).expect(409);
    expect(body).toMatchObject({ detail: `There is an application package ${request.appPkgName} of version 1.0 already.` });
    await api.post(PACKAGES).send({ ...request, appPkgVersion: '2.0' }).expect(201);
  });

  it('is refused if its checksum could not be verified', async () => {
    const { body } = await api.post(ONBOARDED_PACKAGES).send(announcement(Buffer.from('x'), { checksum: { algorithm: 'MD5', hash: '00' } })).expect(422);
    expect(body).toMatchObject({ detail: 'The body/checksum/algorithm is MD5; the platform knows SHA-256, SHA-384 and SHA-512.' });
  });

  it('is enabled and disabled', async () => {
    const { id } = await onboard(api, packageFile({ appD: descriptor({ appDId: 'switched' }) }));
    const { body, headers } = await api.patch(`${ONBOARDED_PACKAGES}/switched`).send({ operationalState: 'DISABLED' }).expect(200);
    expect(body).toEqual({ operationalState: 'DISABLED' });
    expect((await api.get(`${PACKAGES}/${id}`)).headers['etag']).toBe(headers['etag']);
    const again = await api.patch(`${PACKAGES}/${id}`).send({ operationalState: 'DISABLED' }).expect(409);
    expect(again.body).toMatchObject({ detail: 'The application package is DISABLED, in which it cannot be disabled.' });
    await api.patch(`${PACKAGES}/${id}`).set('Content-Type', 'application/merge-patch+json').send('{"operationalState":"ENABLED"}').expect(200);
    expect((await read(api, id)).operationalState).toBe('ENABLED');
  });

  it('is not enabled or disabled before it is onboarded', async () => {
    const id = await announce(api, Buffer.from('x'));
    for (const operationalState of ['ENABLED', 'DISABLED'])
      expect((await api.patch(`${PACKAGES}/${id}`).send({ operationalState }).expect(409)).body).toMatchObject({ detail: 'The application package is CREATED; this takes one that is ONBOARDED.' });
  });

  it('is deleted when it is disabled', async () => {
    const { id } = await onboard(api, packageFile({ appD: descriptor({ appDId: 'deleted' }) }));
    const { body } = await api.delete(`${PACKAGES}/${id}`).expect(409);
    expect(body).toMatchObject({ detail: 'The application package is ENABLED and NOT_IN_USE; only one that is DISABLED and NOT_IN_USE can be deleted.' });
    await discard(api, id);
    for (const path of [`${PACKAGES}/${id}`, `${ONBOARDED_PACKAGES}/deleted`]) await api.get(path).expect(404);
    await api.delete(`${PACKAGES}/${id}`).expect(404);
  });

  it('is deleted at any time before it is onboarded', async () => {
    const id = await announce(api, Buffer.from('x'));
    await api.delete(`${ONBOARDED_PACKAGES}/${id}`).expect(204);
    await api.get(`${PACKAGES}/${id}`).expect(404);
  });

  it('does not go by the id of a descriptor that is taken', async () => {
    const { id } = await onboard(api, packageFile({ appD: descriptor({ appDId: 'taken' }) }));
    const second = await onboard(api, packageFile({ appD: descriptor({ appDId: 'taken' }) }));
    expect(second).toMatchObject({ onboardingState: 'CREATED', onboardingFailureDetails: { status: 409, detail: `The application package ${id} goes by the appDId taken already.` } });
    const third = await onboard(api, packageFile({ appD: descriptor({ appDId: second.id }) }));
    expect(third.onboardingFailureDetails).toMatchObject({ status: 409 });
  });
});

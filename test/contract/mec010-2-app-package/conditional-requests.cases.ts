import { descriptor, packageFile } from '../../support/packages/package-file.js';
import { onboard, ONBOARDED_PACKAGES, PACKAGES } from '../../support/packages/packages.js';
import { usePlatform } from '../../support/use-platform.js';

describe.each([
  ['app_packages', PACKAGES],
  ['onboarded_app_packages', ONBOARDED_PACKAGES],
])('preconditions at %s', (name, collection) => {
  const { api } = usePlatform();
  let path: string;

  beforeAll(async () => {
    const appDId = `conditional-${name}`;
    await onboard(api, packageFile({ appD: descriptor({ appDId }) }));
    path = `${collection}/${appDId}`;
  });

  it('spare a package that has not changed', async () => {
    const { headers } = await api.get(path).expect(200);
    await api.get(path).set('If-None-Match', headers['etag'] as string).expect(304, '');
    await api.patch(path).set('If-Match', headers['etag'] as string).send({ operationalState: 'DISABLED' }).expect(200);
    await api.get(path).set('If-None-Match', headers['etag'] as string).expect(200);
  });

  it('keep whoever has not seen the last change from changing', async () => {
    await api.patch(path).set('If-Match', '"old"').send({ operationalState: 'ENABLED' }).expect(412);
    await api.delete(path).set('If-Match', '"old"').expect(412);
    await api.delete(path).set('If-Match', 'old').expect(400);
    await api.delete(path).set('If-Match', '*').expect(204);
  });
});

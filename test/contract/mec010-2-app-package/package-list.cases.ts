import { descriptor, packageFile } from '../../support/packages/package-file.js';
import { announce, type AppPkgInfo, onboard, ONBOARDED_PACKAGES, PACKAGES } from '../../support/packages/packages.js';
import { usePlatform } from '../../support/use-platform.js';

describe('the list of packages', () => {
  const { api } = usePlatform();
  const ids: string[] = [];

  const list = async (query = '', path = PACKAGES) => (await api.get(`${path}${query}`).expect(200)).body as Partial<AppPkgInfo>[];
  const idsOf = async (filter: string) => (await list(`?filter=${encodeURIComponent(filter)}`)).map(({ id }) => id);

  it('is empty at first', async () => {
    expect(await list()).toEqual([]);
  });

  it('has every package, under both names', async () => {
    ids.push(await announce(api, Buffer.from('x'), { appPkgName: 'waiting', userDefinedData: { ticket: 'ops-7', watched: true } }));
    ids.push((await onboard(api, packageFile({ appD: descriptor({ appDId: 'listed' }) }))).id);
    for (const path of [PACKAGES, ONBOARDED_PACKAGES]) expect((await list('', path)).map(({ id }) => id)).toEqual(ids);
  });

  it('leaves out what is left out by default', async () => {
    for (const query of ['', '?exclude_default'])
      for (const found of await list(query)) for (const attribute of ['checksum', 'softwareImages', 'additionalArtifacts']) expect(found).not.toHaveProperty(attribute);
    expect((await list('?all_fields'))[1]).toEqual((await api.get(`${PACKAGES}/${ids[1]}`)).body);
    expect((await list('?fields=checksum'))[1]).toHaveProperty('checksum.algorithm');
    expect((await list('?exclude_default&fields=softwareImages'))[1]).toHaveProperty('softwareImages');
    expect((await list('?exclude_fields=checksum'))[1]).toHaveProperty('softwareImages');
  });

  it.each([
    ['(eq,onboardingState,ONBOARDED)', [1]],
    ['(eq,appDId,listed);(eq,usageState,NOT_IN_USE)', [1]],
    ['(in,appName,waiting,camera)', [0, 1]],
    ['(eq,mecInfo,2.2.1)', [1]],
    ['(eq,softwareImages/name,camera)', [1]],
    ['(eq,userDefinedData/ticket,ops-7)', [0]],
    ['(eq,userDefinedData/watched,true)', [0]],
    ['(cont,_links/self/href,app_packages)', [0, 1]],
    ['(eq,checksum/algorithm,SHA-512)', []],
  ])('is filtered by %s', async (filter, expected) => {
    expect(await idsOf(filter)).toEqual(expected.map((index) => ids[index]));
  });

  it.each([
    ['filter=(eq,appNmae,a)', 'Query parameter filter: packages have no attribute appNmae.'],
    ['filter=(is,appName,a)', 'Query parameter filter names the operator "is", which does not exist.'],
    ['filter=', 'Query parameter filter needs ( at character 1.'],
    ['all_fields&fields=checksum', 'The query parameters all_fields and fields exclude each other.'],
    ['fields=colour', 'Query parameter fields: packages have no attribute colour.'],
    ['colour=red', 'This operation has no query parameter "colour". It takes filter, all_fields, fields, exclude_fields, exclude_default.'],
  ])('is refused with %s', async (query, detail) => {
    expect((await api.get(`${ONBOARDED_PACKAGES}?${query}`).expect(400)).body).toMatchObject({ detail });
  });

  it('has an entity tag', async () => {
    const { headers } = await api.get(PACKAGES).expect(200);
    await api.get(PACKAGES).set('If-None-Match', headers['etag'] as string).expect(304, '');
    await api.get(`${PACKAGES}?all_fields`).set('If-None-Match', headers['etag'] as string).expect(200);
  });
});

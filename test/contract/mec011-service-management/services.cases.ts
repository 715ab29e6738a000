import { category, createApplication, type ServiceInfo } from '../../support/factories.js';
import { registerService, serviceOf, SERVICES, servicesOf } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

describe('lists of services', () => {
  const { platform, api, application: producer } = usePlatform();

  let plain: ServiceInfo;
  let video: ServiceInfo;
  let system: ServiceInfo;
  let comma: ServiceInfo;

  beforeAll(async () => {
    const other = await createApplication(platform);
    plain = await registerService(api, producer, { serName: 'plain' });
    video = await registerService(api, producer, { serName: 'video', serCategory: category('media') });
    system = await registerService(api, producer, { serName: 'system', serCategory: category('media'), scopeOfLocality: 'MEC_SYSTEM', consumedLocalOnly: false });
    comma = await registerService(api, other, { serName: 'one,two' });
  });

  /** Names of the services that a query finds, those of the platform itself left out unless they are asked for. */
  async function find(query: string, resource = SERVICES): Promise<string[]> {
    const { body } = await api.get(`${resource}?${query}`).expect(200);
    return (body as ServiceInfo[]).map(({ serName }) => serName).filter((name) => !name.startsWith('mec_'));
  }

  describe('GET /services', () => {
    it('answers a bare array of every service, those of the platform first', async () => {
      const { body } = await api.get(SERVICES).expect(200);
      const names = (body as ServiceInfo[]).map(({ serName }) => serName);
      expect(names.slice(-4)).toEqual(['plain', 'video', 'system', 'one,two']);
      expect(names).toContain('mec_service_mgmt');
    });

    it('describes the API of the platform as a service at its address', async () => {
      const { body } = await api.get(`${SERVICES}?ser_name=mec_service_mgmt`).expect(200);
      const [service] = body as ServiceInfo[];
      expect(service).toMatchObject({ state: 'ACTIVE', serializer: 'JSON', isLocal: true });
      expect(service!.transportInfo).toMatchObject({ type: 'REST_HTTP', endpoint: { uris: ['http://mep.test:8080/mec_service_mgmt/v1'] } });
      expect(service!._links.self.href).toBe(`http://mep.test:8080${SERVICES}/${service!.serInstanceId}`);
    });

    it('says of each service that it is local, and where it is', async () => {
      const { body } = await api.get(`${SERVICES}?ser_name=plain`).expect(200);
      expect(body).toEqual([{ ...plain, isLocal: true }]);
    });
  });

  describe.each([
    ['/services', () => SERVICES],
    ['/applications/{appInstanceId}/services', () => servicesOf(producer)],
  ])('filters at %s', (_name, resource) => {
    const found = (query: string) => find(query, resource());

    it('by names, repeated, comma separated or both', async () => {
      expect(await found('ser_name=plain')).toEqual(['plain']);
      expect(await found('ser_name=plain&ser_name=video')).toEqual(['plain', 'video']);
      expect(await found('ser_name=plain,video')).toEqual(['plain', 'video']);
      expect(await found('ser_name=plain,video&ser_name=system')).toEqual(['plain', 'video', 'system']);
    });

    it('by ids, repeated, comma separated or both', async () => {
      expect(await found(`ser_instance_id=${video.serInstanceId}`)).toEqual(['video']);
      expect(await found(`ser_instance_id=${video.serInstanceId}&ser_instance_id=${plain.serInstanceId}`)).toHaveLength(2);
      expect(await found(`ser_instance_id=${video.serInstanceId},${plain.serInstanceId}`)).toHaveLength(2);
      const both = `ser_instance_id=${video.serInstanceId},${plain.serInstanceId}&ser_instance_id=${system.serInstanceId}`;
      expect(await found(both)).toHaveLength(3);
    });

    it('by the same value twice without repeating the service', async () => {
      expect(await found('ser_name=plain,plain&ser_name=plain')).toEqual(['plain']);
      expect(await found(`ser_instance_id=${plain.serInstanceId},${plain.serInstanceId}`)).toEqual(['plain']);
    });

    it('by category, which a service without category never has', async () => {
      expect(await found('ser_category_id=media')).toEqual(['video', 'system']);
      expect(await found('ser_category_id=other')).toEqual([]);
    });

    it('by scope of locality', async () => {
      expect(await found('scope_of_locality=MEC_SYSTEM')).toEqual(['system']);
      expect(await found('scope_of_locality=ZONE')).toEqual([]);
    });

    it('by consumedLocalOnly, true and false', async () => {
      expect(await found('consumed_local_only=false')).toEqual(['system']);
      expect(await found('consumed_local_only=true&ser_name=plain,system')).toEqual(['plain']);
    });

    it('by isLocal, true and false', async () => {
      expect(await found('is_local=true&ser_name=plain')).toEqual(['plain']);
      expect(await found('is_local=false')).toEqual([]);
    });

    it('by values that nothing has', async () => {
      expect(await found('ser_name=')).toEqual([]);
      expect(await found('ser_name=nobody,plain,,')).toEqual(['plain']);
      expect(await found('ser_instance_id=__proto__,constructor')).toEqual([]);
    });

    it('with each filter that is given, and not with any of them', async () => {
      expect(await found('ser_name=plain,system&scope_of_locality=MEC_SYSTEM')).toEqual(['system']);
      expect(await found('ser_category_id=media&scope_of_locality=MEC_HOST')).toEqual(['video']);
      expect(await found('ser_category_id=media&scope_of_locality=MEC_HOST&consumed_local_only=false')).toEqual([]);
      expect(await found(`ser_instance_id=${system.serInstanceId}&consumed_local_only=false&is_local=true&scope_of_locality=MEC_SYSTEM`)).toEqual(['system']);
      expect(await found(`ser_instance_id=${system.serInstanceId}&is_local=false`)).toEqual([]);
    });

    const IDENTITIES = ['ser_instance_id', 'ser_name', 'ser_category_id'] as const;
    const PAIRS = IDENTITIES.flatMap((one, i) => IDENTITIES.slice(i + 1).map((other) => [one, other] as const));

    it.each(PAIRS)('refuses %s together with %s', async (one, other) => {
      const { body } = await api.get(`${resource()}?${one}=a&${other}=b`).expect(400);
      expect(body).toMatchObject({ status: 400, detail: expect.stringContaining(one) });
      expect(body).toMatchObject({ detail: expect.stringContaining(other) });
    });

    it.each([
      ['ser_names=plain', 'ser_names'],
      ['scope_of_locality=GALAXY', 'scope_of_locality'],
      ['consumed_local_only=yes', 'consumed_local_only'],
      ['is_local=', 'is_local'],
      ['is_local=toString', 'is_local'],
      ['is_local=true&is_local=true', 'is_local'],
      ['ser_category_id=a&ser_category_id=b', 'ser_category_id'],
      ['ser_name=%zz', 'ser_name'],
    ])('refuses ?%s and names the parameter', async (query, name) => {
      const { body } = await api.get(`${resource()}?${query}`).expect(400);
      expect(body.detail).toContain(name);
    });
  });

  it('takes a comma that is escaped as part of the value', async () => {
    expect(await find('ser_name=one%2Ctwo')).toEqual(['one,two']);
    expect(await find('ser_name=one%2ctwo,plain')).toEqual(['one,two', 'plain']);
    expect(await find('ser_name=one,two')).toEqual([]);
    expect(comma.serName).toBe('one,two');
  });

  it('takes an escaped name of a parameter and a plus for a space', async () => {
    const { serInstanceId } = await registerService(api, producer, { serName: 'with space' });
    expect(await find('ser%5Fname=with+space')).toEqual(['with space']);
    expect(await find('ser_name=with%20space')).toEqual(['with space']);
    await api.delete(serviceOf(producer, serInstanceId)).expect(204);
  });

  it('lists at an application what it produces, and nothing of others', async () => {
    expect(await find('', servicesOf(producer))).not.toContain('one,two');
    expect(await find(`ser_instance_id=${comma.serInstanceId}`, servicesOf(producer))).toEqual([]);
    expect(await find('ser_name=one%2Ctwo', servicesOf(producer))).toEqual([]);
  });

  it('lists nothing at an application without services', async () => {
    const idle = await createApplication(platform);
    await api.get(servicesOf(idle)).expect(200, []);
  });

  it('answers 404 at an application that is unknown', async () => {
    const { body } = await api.get(servicesOf('nobody')).expect(404);
    expect(body).toMatchObject({ status: 404, detail: expect.stringContaining('nobody') });
  });
});

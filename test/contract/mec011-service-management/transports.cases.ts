import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { createDatabase } from '../../support/database.js';
import { createApplication, type ServiceInfo, serviceRegistration, type TransportInfo } from '../../support/factories.js';
import { startPlatform } from '../../support/platform.js';
import { servicesOf, TRANSPORTS } from '../../support/service-management.js';
import { specAgent } from '../../support/spec-agent.js';

const BROKER: TransportInfo = {
  id: 'broker',
  name: 'broker',
  description: 'Message broker',
  type: 'MB_TOPIC_BASED',
  protocol: 'MQTT',
  version: '5.0',
  endpoint: { fqdn: ['broker.mep.example'] },
  security: { oAuth2Info: { grantTypes: ['OAUTH2_CLIENT_CREDENTIALS'], tokenEndpoint: 'http://auth.mep.example/token' } },
  implSpecificInfo: { topicPrefix: 'services/' },
};

describe('transports', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'openmep-transports-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function transportsFile(name: string, content: unknown): string {
    const file = join(folder, name);
    writeFileSync(file, typeof content === 'string' ? content : stringify(content));
    return file;
  }

  it("lists the platform's own REST transport", async () => {
    const { body } = await specAgent(await startPlatform()).get(TRANSPORTS).expect(200);
    expect(body).toEqual([expect.objectContaining({ type: 'REST_HTTP', protocol: 'HTTP', endpoint: { uris: ['http://mep.test:8080/'] }, security: {} })]);
  });

  it('keeps the id of its own transport over a restart', async () => {
    const first = await startPlatform();
    const before = await specAgent(first).get(TRANSPORTS).expect(200);
    await first.stop();
    const second = await startPlatform({ environment: { DATABASE_URL: first.databaseUrl } });
    await specAgent(second).get(TRANSPORTS).expect(200, before.body);
  });

  describe('transports of the configuration', () => {
    it('are listed after the own one, and registrations can name them', async () => {
      const platform = await startPlatform({ environment: { MEC_TRANSPORTS_FILE: transportsFile('broker.yaml', [BROKER]) } });
      const api = specAgent(platform);
      const { body } = await api.get(TRANSPORTS).expect(200);
      const [own, broker] = body as TransportInfo[];
      expect(broker).toEqual(BROKER);
      const producer = await createApplication(platform);
      for (const transport of [own!, BROKER]) {
        const { body: service } = await api.post(servicesOf(producer)).send(serviceRegistration({ transportId: transport.id })).expect(201);
        expect((service as ServiceInfo).transportInfo).toEqual(transport);
        expect(service).not.toHaveProperty('transportId');
      }
    });

    it.each<[string, unknown, RegExp]>([
      ['is no list', BROKER, /the file must be of type array/],
      ['lacks security', [{ ...BROKER, security: undefined }], /\/0 lacks the attribute security/],
      ['has two kinds of endpoint', [{ ...BROKER, endpoint: { fqdn: ['a'], uris: ['/b'] } }], /\/0\/endpoint must have exactly one .* but has uris and fqdn/],
      ['is no YAML', '[', /cannot be read/],
    ])('keep the platform from starting when the file %s', async (name, content, message) => {
      const MEC_TRANSPORTS_FILE = transportsFile(`${name}.yaml`, content);
      await expect(startPlatform({ environment: { MEC_TRANSPORTS_FILE } })).rejects.toThrow(message);
    });

    it('that keep the platform from starting leave the database to the next start', async () => {
      const database = await createDatabase();
      const DATABASE_URL = database.url;
      await expect(startPlatform({ environment: { DATABASE_URL, MEC_TRANSPORTS_FILE: join(folder, 'nowhere.yaml') } })).rejects.toThrow('cannot be read');
      const platform = await startPlatform({ environment: { DATABASE_URL } });
      await platform.stop();
      await database.remove();
    });
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { allDocuments } from '../../support/declared-operations.js';
import { createApplication } from '../../support/factories.js';
import { startPlatform } from '../../support/platform.js';
import { livenessOf, registerService, serviceOf, servicesOf, subscriptionsOf } from '../../support/service-management.js';
import { type SpecAgent, specAgent } from '../../support/spec-agent.js';

// Whoever tries an operation out sends the example of its document first.

const { openapi } = allDocuments().find(({ name }) => name === 'mec011-service-management')!;
const example = (name: string) => (openapi.components['examples'] as Record<string, { value: object }>)[name]!.value;

describe('examples of the document', () => {
  let folder: string;
  let api: SpecAgent;
  let producer: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'openmep-examples-'));
    const MEC_TRANSPORTS_FILE = join(folder, 'transports.yaml');
    writeFileSync(MEC_TRANSPORTS_FILE, stringify(example('Transports')));
    const platform = await startPlatform({ environment: { MEC_TRANSPORTS_FILE } });
    api = specAgent(platform);
    producer = await createApplication(platform);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['RegistrationWithOwnTransport', 'RegistrationOnPlatformTransport'])('the example %s registers a service', async (name) => {
    await api.post(servicesOf(producer)).send(example(name)).expect(201);
  });

  it('the example ServiceReplacement replaces a service', async () => {
    const { serInstanceId } = await registerService(api, producer);
    const { body } = await api.put(serviceOf(producer, serInstanceId)).send(example('ServiceReplacement')).expect(200);
    expect(body).toMatchObject(example('ServiceReplacement'));
  });

  it('the example Heartbeat is a heartbeat', async () => {
    const { serInstanceId } = await registerService(api, producer, { livenessInterval: 60 });
    await api.patch(livenessOf(producer, serInstanceId)).send(example('Heartbeat')).expect(204);
  });

  it('the example SubscriptionRequest subscribes', async () => {
    const { body } = await api.post(subscriptionsOf(producer)).send(example('SubscriptionRequest')).expect(201);
    expect(body).toMatchObject(example('SubscriptionRequest'));
  });

  it('what the document shows as answers may be sent back, since links and ids in them count for nothing', async () => {
    await api.post(servicesOf(producer)).send(example('Service')).expect(201);
    await api.post(subscriptionsOf(producer)).send(example('Subscription')).expect(201);
  });
});

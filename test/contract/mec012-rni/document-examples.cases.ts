import { allDocuments } from '../../support/declared-operations.js';
import { startCallbackSink } from '../../support/callback-sink.js';
import { RNI_SUBSCRIPTIONS } from '../../support/rni/rni.js';
import { pathOf } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

// Whoever tries an operation out sends the example of its document first.

const { openapi } = allDocuments().find(({ name }) => name === 'mec012-rni')!;
const examples = openapi.components['examples'] as Record<string, { value: Record<string, unknown> }>;
const valueOf = (name: string) => examples[name]!.value;
const REQUESTS = Object.keys(examples).filter((name) => name.endsWith('SubscriptionRequest'));

describe('examples of the document of radio network information', () => {
  const { api } = usePlatform();
  let callbackReference: string;

  beforeAll(async () => {
    callbackReference = (await startCallbackSink<object>({ document: 'mec012-rni', operationId: 'notificationPOST' })).url();
  });

  /** One of them wants to be told at once, where somebody listens. */
  const reachable = (example: Record<string, unknown>) => ('callbackReference' in example ? { ...example, callbackReference } : example);

  it('has one for each type', () => {
    expect(REQUESTS).toHaveLength(11);
  });

  it.each(REQUESTS)('%s subscribes, and the answer is the one that is shown', async (name) => {
    const { body } = await api.post(RNI_SUBSCRIPTIONS).send(reachable(valueOf(name))).expect(201);
    const { _links, websockNotifConfig, ...shown } = reachable(valueOf(name.replace('Request', '')));
    expect(body).toMatchObject(shown);
    expect(body.websockNotifConfig?.requestWebsocketUri).toBe((websockNotifConfig as { requestWebsocketUri?: boolean } | undefined)?.requestWebsocketUri);
  });

  it('CellChangeSubscriptionReplacement replaces the subscription of the example', async () => {
    const { headers } = await api.post(RNI_SUBSCRIPTIONS).send(valueOf('CellChangeSubscriptionRequest')).expect(201);
    const replacement = valueOf('CellChangeSubscriptionReplacement');
    expect((await api.put(pathOf(String(headers['location']))).send(replacement).expect(200)).body).toMatchObject(replacement);
  });

  it('what the document shows as answers may be sent back', async () => {
    for (const name of REQUESTS) await api.post(RNI_SUBSCRIPTIONS).send(reachable(valueOf(name.replace('Request', '')))).expect(201);
  });
});

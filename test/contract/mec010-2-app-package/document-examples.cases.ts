import { allDocuments } from '../../support/declared-operations.js';
import { packageFile } from '../../support/packages/package-file.js';
import { onboard, PACKAGES, SUBSCRIPTIONS } from '../../support/packages/packages.js';
import { usePlatform } from '../../support/use-platform.js';

// Whoever tries an operation out sends the example of its document first.

const { openapi } = allDocuments().find(({ name }) => name === 'mec010-2-app-package')!;
const examples = openapi.components['examples'] as Record<string, { value: Record<string, unknown> }>;
const valueOf = (name: string) => examples[name]!.value;

describe('examples of the document of packages', () => {
  const { api } = usePlatform();

  it('PackageRequest makes the package that is shown', async () => {
    const { body } = await api.post(PACKAGES).send(valueOf('PackageRequest')).expect(201);
    const { id: _id, appDId: _appDId, _links, ...shown } = valueOf('CreatedPackage');
    expect(body).toMatchObject(shown);
  });

  it.each(['SubscriptionRequest', 'ChangeSubscriptionRequest', 'Subscription'])('%s subscribes', async (name) => {
    await api.post(SUBSCRIPTIONS).send(valueOf(name)).expect(201);
  });

  it('WholeAppD is a descriptor that is onboarded when its image is there, and shown as it is shown', async () => {
    const appD = structuredClone(valueOf('WholeAppD')) as { osContainerDescriptor: { swImageDesc: Image }[]; swImageDescriptor: Image[]; appDId: string };
    for (const image of [appD.osContainerDescriptor[0]!.swImageDesc, appD.swImageDescriptor[0]!]) image.swImage = 'https://images.example.com/analytics';
    expect(await onboard(api, packageFile({ appD, metadata: { vnf_provider_id: 'Example Analytics' } }))).toMatchObject({ onboardingState: 'ONBOARDED' });
    const { body } = await api.get(`${PACKAGES}/${appD.appDId}/appd?all_fields`).expect(200);
    expect(body).toEqual(appD);
  });

  it('Disabling disables it', async () => {
    const { body } = await api.get(`${PACKAGES}?filter=(eq,onboardingState,ONBOARDED)`).expect(200);
    const [{ id }] = body as [{ id: string }];
    expect((await api.patch(`${PACKAGES}/${id}`).send(valueOf('Disabling')).expect(200)).body).toEqual(valueOf('Disabling'));
  });
});

interface Image {
  swImage: string;
}

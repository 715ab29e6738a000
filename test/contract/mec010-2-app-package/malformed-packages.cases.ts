import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MALFORMED_PACKAGES } from '../../support/packages/malformed.js';
import { descriptor, packageFile } from '../../support/packages/package-file.js';
import { onboard } from '../../support/packages/packages.js';
import { dataFolderOf } from '../../support/data-folder.js';
import { usePlatform } from '../../support/use-platform.js';

describe('a malformed package', () => {
  const { api, platform } = usePlatform();

  /** Packages whose files are kept. */
  const kept = (): string[] => {
    const folder = join(dataFolderOf(platform.databaseUrl), 'packages');
    return existsSync(folder) ? readdirSync(folder) : [];
  };

  it.each(MALFORMED_PACKAGES)('is refused, and nothing is left of it: $what', async ({ content, detail }) => {
    const found = await onboard(api, Promise.resolve(content()));
    expect(found).toMatchObject({ onboardingState: 'CREATED', operationalState: 'DISABLED', softwareImages: [], onboardingFailureDetails: { status: 422 } });
    const told = found.onboardingFailureDetails!.detail;
    if (typeof detail === 'string') expect(told).toBe(detail);
    else expect(told).toMatch(detail);
    expect(told.length).toBeLessThan(400);
    expect(kept()).toEqual([]);
  });

  it('leaves the way free for a right one', async () => {
    expect(MALFORMED_PACKAGES.length).toBeGreaterThanOrEqual(40);
    const { id, onboardingState } = await onboard(api, packageFile({ appD: descriptor() }));
    expect(onboardingState).toBe('ONBOARDED');
    expect(kept()).toEqual([id]);
  });
});

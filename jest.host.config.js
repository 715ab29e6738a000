import { base, cannotRun, onEngine, options } from './test/support/jest-base.js';
import { imageToolsMissing } from './test/support/container-tools.js';
import { browser } from './test/support/browser/browser.js';
import { networkToolsMissing } from './test/support/network-tools.js';

/** Suites that need more of the host than a user has: packets through network namespaces, containers in an engine of their own, a browser. */
export default () => {
  const { path, reason: noBrowser } = browser();
  const noNetwork = cannotRun('all suites of the data plane', networkToolsMissing());
  const noPages = cannotRun('all suites of the browser', noBrowser);
  const noImageTools = cannotRun('the suite of other tools for images', imageToolsMissing());
  return {
    ...options,
    reporters: ['default', ['<rootDir>/test/support/reporter.js', { counts: 'host-counts.txt' }]],
    projects: [
      ...(noNetwork ? [] : [{ ...base, displayName: 'network', testMatch: ['<rootDir>/test/data-plane/**/*.spec.ts'] }]),
      ...(noPages ? [] : [{ ...base, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.spec.ts'], globals: { CHROMIUM: path } }]),
      ...onEngine(['<rootDir>/test/containers/**/*.spec.ts', ...(noImageTools ? ['!**/test/containers/library-tools.spec.ts'] : [])]),
    ],
  };
};

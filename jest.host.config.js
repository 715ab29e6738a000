import { base, onEngine, options } from './test/support/jest-base.js';
import { browser } from './test/support/browser/browser.js';
import { networkToolsMissing } from './test/support/network-tools.js';

/** Suites that need more of the host than a user has: packets through network namespaces, containers in an engine of their own, a browser. */
export default () => {
  const noNetwork = networkToolsMissing();
  if (noNetwork && process.env.CI) throw new Error(`The suites of the data plane cannot run: ${noNetwork}.`);
  if (noNetwork) console.warn(`SKIPPED: all suites of the data plane, because ${noNetwork}.`);
  const { path, reason: noBrowser } = browser();
  if (noBrowser && process.env.CI) throw new Error(`The suites of the browser cannot run: ${noBrowser}.`);
  if (noBrowser) console.warn(`SKIPPED: all suites of the browser, because ${noBrowser}.`);
  return {
    ...options,
    reporters: ['default', ['<rootDir>/test/support/reporter.js', { counts: 'host-counts.txt' }]],
    projects: [
      ...(noNetwork ? [] : [{ ...base, displayName: 'network', testMatch: ['<rootDir>/test/data-plane/**/*.spec.ts'] }]),
      ...(noBrowser ? [] : [{ ...base, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.spec.ts'], globals: { CHROMIUM: path } }]),
      ...onEngine(['<rootDir>/test/containers/**/*.spec.ts']),
    ],
  };
};

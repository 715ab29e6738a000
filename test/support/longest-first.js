import Sequencer from '@jest/test-sequencer';

/** Servers in processes of their own, then the suites of many cases, then the rest. */
const ORDER = [/\/(faults|container-faults|containers|data-plane)\//, /\/all\.spec\.ts$/, /./];

const rank = ({ path }) => ORDER.findIndex((pattern) => pattern.test(path));

/** Begins with what takes longest, so that no worker is left alone with it at the end. A new checkout knows no times of earlier runs. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
}

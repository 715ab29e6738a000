import { compareCoverage, declaredExercises, type Exemption, type Exercise } from '../support/coverage.js';
import { allDocuments } from '../support/declared-operations.js';

const DOCUMENT = 'mec999';
const answer = (operationId: string, status: string): Exercise => ({ document: DOCUMENT, operationId, status });
const exemption = (status: string, operations?: string[], reason = 'cannot happen'): Exemption => ({
  document: DOCUMENT,
  status,
  ...(operations && { operations }),
  reason,
});

const declared = [answer('ThingsGET', '200'), answer('ThingsGET', '403'), answer('*', 'default:405')];
const exercised = [answer('ThingsGET', '200'), answer('ThingsPOST', 'default:405')];
const complete = [exemption('403', ['ThingsGET'])];

describe('coverage', () => {
  it('is complete when each answer is exercised or listed', () => {
    const { rows, faults } = compareCoverage(declared, exercised, complete);
    expect(faults).toEqual([]);
    expect(rows).toEqual([
      { document: DOCUMENT, operationId: 'ThingsGET', exercised: ['200'], listed: ['403'], missing: [] },
      { document: DOCUMENT, operationId: '*', exercised: ['default:405'], listed: [], missing: [] },
    ]);
  });

  it.each<[string, Exercise[], Exemption[], string]>([
    ['an answer that is neither', exercised, [], 'neither exercised nor listed: mec999 ThingsGET 403'],
    ['a framework code that is neither', exercised.slice(0, 1), complete, 'neither exercised nor listed: mec999 * default:405'],
    ['an answer that is both', [...exercised, answer('ThingsGET', '403')], complete, 'listed, but exercised: mec999 ThingsGET 403'],
    ['an answer listed that is not declared', exercised, [...complete, exemption('404', ['ThingsGET'])], 'listed, but not declared: mec999 ThingsGET 404'],
    ['an answer listed twice', exercised, [...complete, ...complete], 'listed twice: mec999 ThingsGET 403'],
    ['a missing reason', exercised, [exemption('403', ['ThingsGET'], ' ')], 'listed without a reason: mec999 403'],
    ['an answer listed without its operation', exercised, [...complete, exemption('404')], 'listed for no operation: mec999 404'],
    ['a framework code listed for one operation', exercised, [...complete, exemption('default:500', ['ThingsGET'])], 'listed for single operations: mec999 default:500'],
  ])('reports %s', (_name, seen, exemptions, fault) => {
    expect(compareCoverage(declared, seen, exemptions).faults).toContain(fault);
  });
});

describe('what has to be covered', () => {
  const [document] = allDocuments().filter(({ name }) => name === 'mec011-service-management');
  const statusesOf = (id: string) => declaredExercises(document!).filter(({ operationId }) => operationId === id).map(({ status }) => status);

  it('is each declared status of each operation', () => {
    expect(statusesOf('TransportsGET')).toEqual(['200', '304', '400', '403', '404']);
  });

  it('is each declared answer of a subscriber', () => {
    expect(statusesOf('serviceAvailabilityNotificationPOST')).toEqual(['204', '2XX', 'default']);
  });

  it('is each code of the framework that some operation leaves to default', () => {
    const codes = ['401', '405', '406', '413', '414', '415', '422', '429', '500', '503'];
    expect(statusesOf('*')).toEqual(codes.map((code) => `default:${code}`));
  });
});

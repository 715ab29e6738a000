import fc from 'fast-check';
import { requirementFaults } from '../../../src/modules/placement/domain/requirements/requirement-faults.js';
import type { RequirementInformation } from '../../../src/modules/placement/domain/requirements/types.js';
import { attributesOf, contractFaults, seedRequirements } from './contract.js';

const pointer = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Every object of an orchestration, by its place, with the schema that says what it may have. */
const LEVELS: [place: string, schema: string][] = [
  ['', 'OrchestrationProject'],
  ['/services/nginx', 'OrchestratedService'],
  ['/services/nginx/healthcheck', 'OrchestratedHealthCheck'],
  ['/networks/yun', 'OrchestratedResource'],
  ['/volumes/data', 'OrchestratedResource'],
  ['/x-openmep-files/0', 'OrchestratedFiles'],
];

/** Keys of Compose files, what every object inherits, and any text. */
const COMPOSE = ['version', 'name', 'include', 'secrets', 'configs', 'build', 'privileged', 'cap_add', 'devices', 'depends_on', 'restart', 'deploy', 'network_mode', 'user', 'labels', 'driver', 'external', 'disable'];
const anyKey = fc.oneof(fc.constantFrom(...COMPOSE, '__proto__', 'constructor', 'toString', 'hasOwnProperty', '', '/', '~1', 'Image', 'image ', 'x-openmep-file'), fc.string({ unit: 'grapheme' }));

/** The seed's requirements with a volume and a network of which something could be said. */
function requirements(): RequirementInformation {
  const seed = seedRequirements();
  Object.assign(seed.orchestration, { networks: { yun: {} }, volumes: { data: {} } });
  return seed;
}

const objectAt = (root: RequirementInformation, place: string): object =>
  place.split('/').slice(1).reduce<object>((found, key) => (found as Record<string, object>)[key]!, root.orchestration);

const withKey = (place: string, key: string, value: unknown): RequirementInformation => {
  const changed = requirements();
  Object.defineProperty(objectAt(changed, place), key, { value, enumerable: true, configurable: true, writable: true });
  return changed;
};

describe('a key that an orchestration has beyond those of the contract', () => {
  it.each(LEVELS)('is refused by its name and place below "%s", whatever it is', (place, schema) => {
    const known = attributesOf(schema);
    fc.assert(fc.property(anyKey.filter((key) => !known.includes(key)), fc.jsonValue(), (key, value) => {
      const faults = requirementFaults(withKey(place, key, value));
      expect(faults).toEqual([{ place: `/requirements/orchestration${place}/${pointer(key)}`, detail: 'is no key of this platform' }]);
    }), { numRuns: 300 });
  });

  it.each(LEVELS)('is not found by the schema below "%s", which is open', (place) => {
    expect(contractFaults('RequirementInformation', withKey(place, 'privileged', true))).toEqual([]);
  });

  it('is refused at every place at once', () => {
    const changed = requirements();
    for (const [place] of LEVELS) Object.assign(objectAt(changed, place), { one: 1, two: 2 });
    const places = LEVELS.flatMap(([place]) => ['one', 'two'].map((key) => `/requirements/orchestration${place}/${key}`));
    expect(requirementFaults(changed).map(({ place }) => place).sort()).toEqual(places.sort());
  });

  it('is ignored outside of the orchestration', () => {
    expect(requirementFaults({ ...requirements(), privileged: true } as RequirementInformation)).toEqual([]);
  });
});

describe('the keys of the contract', () => {
  it.each(LEVELS)('are all known below "%s"', (place, schema) => {
    for (const key of attributesOf(schema)) {
      if (Object.hasOwn(objectAt(requirements(), place), key)) continue;
      const changed = withKey(place, key, { hostname: 'one', entrypoint: ['one'], command: ['one'], environment: {}, timeout: '1s', start_period: '1s', retries: 1 }[key] ?? []);
      expect(requirementFaults(changed)).toEqual([]);
    }
    expect(requirementFaults(requirements())).toEqual([]);
  });
});

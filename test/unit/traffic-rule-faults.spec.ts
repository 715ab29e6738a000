import fc from 'fast-check';
import { destinationFaults } from '../../src/modules/app-rules/domain/destination-faults.js';
import { trafficFilterFaults } from '../../src/modules/common/traffic-filter/index.js';
import type { DestinationInterface, TrafficRuleAttributes } from '../../src/modules/app-rules/domain/types.js';
import { droppingRule, toAddress } from '../support/app-support-factories.js';
import { FILTER_SYNTAXES, LOST_RULES, MISDIRECTED_RULES, RIGHT_RULES } from '../support/traffic-rule-tables.js';

const INTERFACES: Record<TrafficRuleAttributes['action'], number> = {
  DROP: 0,
  FORWARD_DECAPSULATED: 1,
  FORWARD_ENCAPSULATED: 1,
  PASSTHROUGH: 1,
  DUPLICATE_DECAPSULATED: 2,
  DUPLICATE_ENCAPSULATED: 2,
};
const actions = fc.constantFrom(...(Object.keys(INTERFACES) as TrafficRuleAttributes['action'][]));

/** Written as an object, as a list, or not at all where there is nothing to write. */
function written(destinations: DestinationInterface[], asObject: boolean): object {
  if (destinations.length === 0) return {};
  return { dstInterface: asObject && destinations.length === 1 ? destinations[0] : destinations };
}

describe('the destinations of a traffic rule', () => {
  it('are as many as the action has, however they are written', () => {
    const destinations = fc.array(fc.constantFrom(toAddress('192.0.2.1'), toAddress('::1')), { maxLength: 3 });
    fc.assert(
      fc.property(actions, destinations, fc.boolean(), (action, listed, asObject) => {
        const rule = { ...droppingRule({ action }), ...written(listed, asObject) };
        const places = destinationFaults(rule).map(({ place }) => place);
        expect(places).toEqual(listed.length === INTERFACES[action] ? [] : ['/dstInterface']);
      }),
    );
  });

  it.each(RIGHT_RULES)('of %s are right', (_name, rule) => {
    expect(destinationFaults(rule)).toEqual([]);
  });

  // The document itself admits no empty list.
  it.each(MISDIRECTED_RULES.filter(([name]) => !name.endsWith('empty list')))('of %s are wrong in number', (_name, rule) => {
    expect(destinationFaults(rule)).toEqual([expect.objectContaining({ place: '/dstInterface' })]);
  });

  it.each(LOST_RULES)('are wrong: %s', (_name, rule, place) => {
    const faults = destinationFaults(rule).map((fault) => `${fault.place} ${fault.detail}`);
    expect(faults).toEqual([expect.stringContaining(place)]);
  });

  it('tell all their faults with their places', () => {
    const dstInterface: DestinationInterface[] = [{ interfaceType: 'MAC', srcMacAddress: 'x' }, { interfaceType: 'TUNNEL', dstIpAddress: 'y' }];
    const places = destinationFaults({ ...droppingRule({ action: 'DUPLICATE_DECAPSULATED' }), dstInterface: dstInterface }).map(({ place }) => place);
    expect(places.toSorted()).toEqual(['/dstInterface/0', '/dstInterface/0/srcMacAddress', '/dstInterface/1', '/dstInterface/1/dstIpAddress']);
  });
});

describe.each(FILTER_SYNTAXES)('the values of $attributes', ({ attributes, accepted, refused }) => {
  it('are right or wrong one by one, each with its place', () => {
    const values = fc.array(fc.constantFrom(...accepted.map((text) => ({ text, right: true })), ...refused.map((text) => ({ text, right: false }))));
    fc.assert(
      fc.property(fc.constantFrom(...attributes), values, (attribute, listed) => {
        const faults = trafficFilterFaults({ [attribute]: listed.map(({ text }) => text) }, '/f');
        const expected = listed.flatMap(({ right }, index) => (right ? [] : [`/f/${attribute}/${index}`]));
        expect(faults.map(({ place }) => place)).toEqual(expected);
      }),
    );
  });
});

it('a traffic filter without values has no faults', () => {
  expect(trafficFilterFaults({ qCI: 1, dSCP: 2, tC: 3, tag: ['anything'] }, '/f')).toEqual([]);
});

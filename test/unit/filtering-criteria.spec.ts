import fc from 'fast-check';
import { isWanted } from '../../src/modules/service-registry/domain/filtering-criteria.js';
import type { ServiceChange } from '../../src/modules/service-registry/domain/service.js';
import type { ServiceFilteringCriteria, ServiceState } from '../../src/modules/service-registry/domain/types.js';
import { REGISTRATION, TRANSPORT } from './registrations.js';

const STATES: ServiceState[] = ['ACTIVE', 'INACTIVE', 'SUSPENDED'];
const category = (id: string) => ({ href: `/${id}`, id, name: id, version: '1' });

const change = fc
  .record({
    changeType: fc.constantFrom('ADDED', 'REMOVED', 'STATE_CHANGED', 'ATTRIBUTES_CHANGED'),
    serInstanceId: fc.constantFrom('1', '2', '3'),
    serName: fc.constantFrom('a', 'b', 'c'),
    categoryId: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
    state: fc.constantFrom(...STATES),
  })
  .map(({ changeType, serInstanceId, serName, categoryId, state }): ServiceChange => {
    const { version, serializer } = REGISTRATION;
    const serCategory = categoryId === undefined ? {} : { serCategory: category(categoryId) };
    const attributes = { serName, ...serCategory, version, state, serializer, transportInfo: TRANSPORT, scopeOfLocality: 'MEC_HOST' as const, consumedLocalOnly: true };
    return { changeType, service: { serInstanceId, appInstanceId: 'app', attributes, registeredAt: 0 } };
  });

const some = <T>(...values: T[]) => fc.option(fc.array(fc.constantFrom(...values), { maxLength: 3 }), { nil: undefined });

/** Criteria with any of their members there, empty or absent. */
const criteria = fc
  .record({
    serInstanceIds: some('1', '2', '3', '4'),
    serNames: some('a', 'b', 'c', 'd'),
    serCategories: some(category('x'), category('y'), category('z')),
    states: some(...STATES),
    isLocal: fc.option(fc.boolean(), { nil: undefined }),
  })
  .map((members) => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as ServiceFilteringCriteria);

const partsOf = (whole: ServiceFilteringCriteria): ServiceFilteringCriteria[] => Object.entries(whole).map(([name, value]) => ({ [name]: value }));

describe('filtering criteria', () => {
  it('want everything when there are none', () => {
    fc.assert(fc.property(change, (one) => expect([isWanted(undefined, one), isWanted({}, one)]).toEqual([true, true])));
  });

  it('have all to hold', () => {
    fc.assert(fc.property(criteria, change, (whole, one) => expect(isWanted(whole, one)).toBe(partsOf(whole).every((part) => isWanted(part, one)))));
  });

  it('never want more when one is added', () => {
    fc.assert(
      fc.property(criteria, criteria, change, (before, added, one) => {
        if (isWanted({ ...added, ...before }, one)) expect(isWanted(before, one)).toBe(true);
      }),
    );
  });

  it('are no condition where their list is empty', () => {
    fc.assert(
      fc.property(criteria, change, (whole, one) => {
        const filled = Object.fromEntries(Object.entries(whole).filter(([, value]) => !Array.isArray(value) || value.length > 0)) as ServiceFilteringCriteria;
        expect(isWanted(whole, one)).toBe(isWanted(filled, one));
      }),
    );
  });

  it('compare ids, names, categories and states with the service after the change', () => {
    fc.assert(
      fc.property(change, (one) => {
        const { serInstanceId, attributes } = one.service;
        expect(isWanted({ serInstanceIds: ['other', serInstanceId] }, one)).toBe(true);
        expect(isWanted({ serInstanceIds: ['other'] }, one)).toBe(false);
        expect(isWanted({ serNames: [attributes.serName] }, one)).toBe(true);
        expect(isWanted({ serNames: ['other'] }, one)).toBe(false);
        expect(isWanted({ serCategories: [category('x')] }, one)).toBe(attributes.serCategory?.id === 'x');
        expect(isWanted({ states: STATES.filter((state) => state !== attributes.state) }, one)).toBe(false);
        expect(isWanted({ states: STATES }, one)).toBe(true);
      }),
    );
  });

  it('take what is registered here for local', () => {
    fc.assert(fc.property(change, (one) => expect([isWanted({ isLocal: true }, one), isWanted({ isLocal: false }, one)]).toEqual([true, false])));
  });
});

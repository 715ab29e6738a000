import fc from 'fast-check';
import { ruleIdsOf } from '../../../src/modules/placement/domain/switching/rule-ids.js';

describe('the ids of the rule of a user', () => {
  it('say who it is', () => {
    expect(ruleIdsOf({ applicationId: 'shop', userId: 'car-1' })[0]).toBe('placement-car-1');
  });

  it('are legal and its own, whatever the user is called', () => {
    const userId = fc.oneof(fc.string({ minLength: 1, maxLength: 255, unit: 'binary' }), fc.constantFrom('x'.repeat(245), 'x'.repeat(246), '🚗'.repeat(255)));
    fc.assert(
      fc.property(userId, userId, (one, other) => {
        const [ids, others] = [one, other].map((each) => ruleIdsOf({ applicationId: 'shop', userId: each }));
        for (const id of ids!) {
          expect([...id].length).toBeLessThanOrEqual(255);
          expect(id).toMatch(/^([^.]|\.[^.]|\.\..)/);
        }
        expect(new Set(ids)).toHaveProperty('size', 2);
        if (one !== other) expect(ids!.filter((id) => others!.includes(id))).toEqual([]);
      }),
    );
  });

  it('tell users apart who are called alike', () => {
    const [one, other] = ['a', 'b'].map((end) => ruleIdsOf({ applicationId: 'shop', userId: 'x'.repeat(254) + end }));
    expect(one![0]).not.toBe(other![0]);
    expect(one![0]).toHaveLength(255);
  });
});

import { type Amounts, NOTHING, total } from '../../src/modules/granting/domain/amounts.js';
import { HostCapacity } from '../../src/modules/granting/domain/host-capacity.js';

/** Names that every object knows. */
const NAMES = ['constructor', 'toString', '__proto__'];

const having = (name: string, count: number): Amounts => ({ ...NOTHING, capabilities: JSON.parse(`{ "${name}": ${count} }`) as Record<string, number> });

describe.each(NAMES)('a capability with the name %s', (name) => {
  it('is counted as any other', () => {
    const sum = total([having(name, 1), having(name, 2), having('other', 4)]);
    expect(Object.entries(sum.capabilities).toSorted()).toEqual([[name, 3], ['other', 4]].toSorted());
  });

  it('is lacking where the host does not have it, and granted as long as it has', () => {
    expect(new HostCapacity({ capabilities: {} }).shortage(NOTHING, having(name, 1))).toBe(`the host has 0 of the capability ${name} left, 1 are needed`);
    const host = new HostCapacity({ capabilities: having(name, 2).capabilities });
    expect(host.shortage(having(name, 1), having(name, 1))).toBeUndefined();
    expect(host.shortage(having(name, 1), having(name, 2))).toBe(`the host has 1 of the capability ${name} left, 2 are needed`);
  });
});

import fc from 'fast-check';
import { IndexedCollection } from '../../src/modules/common/memory-index/index.js';

interface Item {
  colour: string | undefined;
  size: string | undefined;
  tags: string[];
  mark: number;
}

const keys = { colour: ({ colour }: Item) => colour, size: ({ size }: Item) => size, tags: ({ tags }: Item) => tags };

const VALUES = ['a', 'b', 'c', '__proto__', 'constructor', ''];
const value = fc.constantFrom(...VALUES);
const id = fc.constantFrom('1', '2', '3', '4', 'toString');
const item = fc.record({ colour: fc.option(value, { nil: undefined }), size: fc.option(value, { nil: undefined }), tags: fc.array(value, { maxLength: 3 }), mark: fc.nat() });
const step = fc.oneof(
  fc.record({ put: fc.constant(true), id, item }),
  fc.record({ put: fc.constant(false), id, item }),
);
const steps = fc.array(step, { maxLength: 60 });

/** Does the same to the collection and to a plain map. */
function after(actions: { put: boolean; id: string; item: Item }[]): { collection: IndexedCollection<Item, typeof keys>; model: Map<string, Item> } {
  const collection = new IndexedCollection<Item, typeof keys>(keys);
  const model = new Map<string, Item>();
  for (const action of actions) {
    if (action.put) {
      collection.put(action.id, action.item);
      model.set(action.id, action.item);
    } else {
      collection.remove(action.id);
      model.delete(action.id);
    }
  }
  return { collection, model };
}

const asSet = (items: Item[]) => new Set(items);

describe('an indexed collection', () => {
  it('holds what a plain map would, in the same order', () => {
    fc.assert(
      fc.property(steps, (actions) => {
        const { collection, model } = after(actions);
        expect(collection.all()).toEqual([...model.values()]);
        for (const key of ['1', '2', '3', '4', 'toString', 'missing']) expect(collection.get(key)).toBe(model.get(key));
      }),
    );
  });

  it('finds by a key what looking at everything would find, without repeats', () => {
    fc.assert(
      fc.property(steps, fc.array(value, { maxLength: 5 }), (actions, wanted) => {
        const { collection, model } = after(actions);
        for (const name of ['colour', 'size', 'tags'] as const) {
          const expected = [...model.values()].filter((candidate) => [candidate[name] ?? []].flat().some((one) => wanted.includes(one)));
          const found = collection.having(name, wanted);
          expect(asSet(found)).toEqual(asSet(expected));
          expect(found).toHaveLength(expected.length);
          for (const one of VALUES) expect(collection.hasAny(name, one)).toBe(collection.having(name, [one]).length > 0);
        }
      }),
    );
  });

  it('finds the members of one group in the order in which they came to it', () => {
    const { collection } = after([]);
    for (const [key, colour] of [['1', 'a'], ['2', 'b'], ['3', 'a']] as const) collection.put(key, { colour, size: undefined, tags: [], mark: Number(key) });
    collection.put('1', { colour: 'a', size: 'b', tags: [], mark: 10 });
    expect(collection.having('colour', ['a']).map(({ mark }) => mark)).toEqual([10, 3]);
    expect(collection.having('colour', ['b', 'a', 'b']).map(({ mark }) => mark)).toEqual([2, 10, 3]);
  });
});

import fc from 'fast-check';
import { ResourceQuery, type QuerySelectors } from '../../src/modules/common/query/index.js';
import { Problem } from '../../src/modules/common/problem/index.js';
import { documentWith } from './document-with.js';

const text = { type: 'string' };
const number = { type: 'number' };

const DOCUMENT = documentWith({
  Ship: {
    type: 'object',
    required: ['name', 'flags', '_links'],
    properties: {
      name: text,
      crew: { type: 'integer' },
      afloat: { type: 'boolean' },
      flags: { type: 'array', items: text },
      holds: { type: 'array', items: { $ref: '#/components/schemas/Hold' } },
      engine: { oneOf: [{ $ref: '#/components/schemas/Steam' }, { $ref: '#/components/schemas/Diesel' }] },
      papers: { type: 'object', additionalProperties: true },
      _links: { type: 'object', required: ['self'], properties: { self: { $ref: '#/components/schemas/Link' }, home: { $ref: '#/components/schemas/Link' } } },
    },
  },
  Hold: { type: 'object', required: ['id'], properties: { id: text, volume: number, goods: { type: 'array', items: text }, hatch: { type: 'object', properties: { width: number } } } },
  Steam: { type: 'object', properties: { boilers: { type: 'integer' } } },
  Diesel: { type: 'object', properties: { cylinders: { type: 'integer' } } },
  Link: { type: 'object', required: ['href'], properties: { href: text } },
});

const SHIP = {
  name: "O'Hara",
  crew: 9,
  afloat: true,
  flags: ['GR', 'MT'],
  holds: [{ id: 'fore', volume: 100, goods: ['tea, green'], hatch: { width: 4 } }, { id: 'aft', volume: 20 }],
  engine: { boilers: 2 },
  papers: { owner: { town: 'Piraeus' } },
  _links: { self: { href: '/1' }, home: { href: '/2' } },
};

const ships = new ResourceQuery(DOCUMENT, 'Ship', 'ships', ['holds', 'engine', '_links/home']);

const matches = (filter: string) => ships.read({ filter }).matches(SHIP);
const selected = (selectors: QuerySelectors) => ships.read(selectors).select(SHIP);

function refusal(selectors: QuerySelectors): string {
  try {
    ships.read(selectors);
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).status).toBe(400);
    return (error as Problem).detail;
  }
  throw new Error('Nothing was refused.');
}

describe('a filter', () => {
  it.each([
    ["(eq,name,'O''Hara')", true],
    ['(eq,name,Tara)', false],
    ['(neq,name,Tara)', true],
    ['(eq,afloat,true)', true],
    ['(gt,crew,10)', false],
    ['(lt,crew,10)', true],
    ['(gte,crew,9);(lte,crew,9.0)', true],
    ['(gt,name,M)', true],
    ['(eq,flags,MT)', true],
    ['(in,flags,FR,MT)', true],
    ['(nin,name,Tara,Mary)', true],
    ["(cont,name,xyz,'''H')", true],
    ['(ncont,name,xyz,Har)', false],
    ['(eq,holds/id,aft)', true],
    ['(gt,holds/volume,99)', true],
    ["(eq,holds/goods,'tea, green')", true],
    ['(eq,holds/hatch/width,4)', true],
    ['(eq,engine/boilers,2)', true],
    ['(neq,engine/cylinders,2)', false],
    ['(eq,papers/owner/town,Piraeus)', true],
    ['(eq,papers/nothing,x)', false],
    ['(eq,name,)', false],
    ['(eq,_links/self/href,/1);(eq,crew,8)', false],
  ])('finds what all conditions fit: %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  it.each([
    ['', 'Query parameter filter needs ( at character 1.'],
    ['eq,name,a', 'Query parameter filter needs ( at character 1.'],
    ['(eq,name,a', 'Query parameter filter needs ) at character 11.'],
    ["(eq,name,'a)", 'Query parameter filter needs ) at character 10.'],
    ['(eq,name)', 'Query parameter filter needs , at character 9.'],
    ['(eq,name,a)(eq,name,b)', 'Query parameter filter needs ; at character 12.'],
    ['(eq,name,a);', 'Query parameter filter needs ( at character 13.'],
    ['(is,name,a)', 'Query parameter filter names the operator "is", which does not exist.'],
    ['(toString,name,a)', 'Query parameter filter names the operator "toString", which does not exist.'],
    ['(eq,name,a,b)', 'Query parameter filter gives 2 values to eq, which takes one.'],
    ['(eq,colour,a)', 'Query parameter filter: ships have no attribute colour.'],
    ['(eq,constructor,a)', 'Query parameter filter: ships have no attribute constructor.'],
    ['(eq,name/first,a)', 'Query parameter filter: ships have no attribute name/first.'],
    ['(eq,holds,a)', 'Query parameter filter: holds has parts; name one of them.'],
  ])('is refused: %s', (filter, detail) => {
    expect(refusal({ filter })).toBe(detail);
  });

  it('is read or refused with 400, whatever it holds', () => {
    const piece = fc.oneof(fc.constantFrom('(', ')', ',', ';', "'", '/', 'eq', 'in', 'name', 'holds'), fc.string());
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        try {
          matches(pieces.join(''));
        } catch (error) {
          expect(error).toMatchObject({ status: 400 });
        }
      }),
    );
  });

  it('finds any value that is quoted', () => {
    fc.assert(fc.property(fc.string(), (name) => ships.read({ filter: `(eq,name,'${name.replaceAll("'", "''")}')` }).matches({ name })));
  });
});

describe('selectors', () => {
  const simple = { name: SHIP.name, crew: 9, afloat: true, flags: SHIP.flags };

  it('leave out what is left out by default', () => {
    const left = { ...simple, papers: SHIP.papers, _links: { self: { href: '/1' } } };
    expect(selected({})).toEqual(left);
    expect(selected({ exclude_default: '' })).toEqual(left);
  });

  it('leave nothing out with all_fields', () => {
    expect(selected({ all_fields: '' })).toEqual(SHIP);
  });

  it('leave what is listed, what is simple and what is required', () => {
    expect(selected({ fields: ['engine', 'name'] })).toEqual({ ...simple, engine: SHIP.engine, _links: SHIP._links });
    expect(selected({ fields: ['holds/goods'] })).toEqual({ ...simple, holds: [{ id: 'fore', volume: 100, goods: ['tea, green'] }, { id: 'aft', volume: 20 }], _links: SHIP._links });
  });

  it('add what is listed to what is not left out by default', () => {
    expect(selected({ fields: ['holds', '_links/home'], exclude_default: '' })).toEqual({ ...simple, papers: SHIP.papers, holds: SHIP.holds, _links: SHIP._links });
  });

  it('leave out what is listed unless it is simple or required', () => {
    expect(selected({ exclude_fields: ['holds/hatch', 'papers', 'name', 'flags', '_links'] })).toEqual({
      ...simple,
      holds: [{ id: 'fore', volume: 100, goods: ['tea, green'] }, { id: 'aft', volume: 20 }],
      engine: SHIP.engine,
      _links: SHIP._links,
    });
  });

  it.each([
    [{ fields: ['colour'] }, 'Query parameter fields: ships have no attribute colour.'],
    [{ exclude_fields: ['holds/colour'] }, 'Query parameter exclude_fields: ships have no attribute holds/colour.'],
    [{ all_fields: '', fields: ['holds'] }, 'The query parameters all_fields and fields exclude each other.'],
    [{ exclude_fields: ['holds'], exclude_default: '' }, 'The query parameters exclude_fields and exclude_default exclude each other.'],
  ])('are refused: %j', (selectors, detail) => {
    expect(refusal(selectors)).toBe(detail);
  });
});

import { preferredMediaType } from '../../src/modules/common/operation/negotiation.js';

const APPD = ['application/json', 'text/plain', 'application/zip'];

describe('the media type of an answer', () => {
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    ['text/plain', 'text/plain'],
    ['text/*', 'text/plain'],
    ['application/*', 'application/json'],
    ['application/zip, application/json', 'application/zip'],
    ['application/json;q=0.5, application/zip;q=0.7', 'application/zip'],
    ['application/json;q=0, */*', 'text/plain'],
    ['application/json; charset=utf-8', 'application/json'],
    ['text/plain; charset=utf-8', 'text/plain'],
    ['text/html, text/plain;q=0.1', 'text/plain'],
  ])('is what Accept prefers: %s', (accept, expected) => {
    expect(preferredMediaType(accept, APPD)).toBe(expected);
  });

  it('is none where there is no content', () => {
    expect(preferredMediaType('text/csv', [])).toBeUndefined();
  });

  it.each([
    ['text/csv', APPD],
    ['application/json;q=0', ['application/json']],
    ['application/json', ['application/zip']],
  ])('is refused if none is admitted: %s', (accept, offered) => {
    expect(() => preferredMediaType(accept, offered)).toThrow(expect.objectContaining({ status: 406, detail: `The Accept header admits none of ${offered.join(', ')}.` }));
  });
});

import fc from 'fast-check';

/** What Mermaid, HTML or XML would take for their own. */
const NASTY = [
  ...['"', ';', '#', '#35;', '&lt;', '<html>', '<script>alert(1)</script>', '<br/>', 'a\nb', 'a\r\nend', 'end', 'END', 'the end of', '😀', '%%', '%%{init: {"theme": "dark"}}%%', '---'],
  ...['style: #35;', 'classDef x: #1;', 'p1->>p2: x', 'participant p9 as x', 'loop', ':wrap: x', 'nowrap:', '$$x^2$$', 'ﬂ°°60¶ß', '`', '\\', '{', '}', '@{ "type": "actor" }', '\u0001', '\u202e', '-x', 'a,b', '+', ' '],
];

/** Ids that openapi/platform/registration.yaml permits; NUL is refused in every body. */
export const permittedIds = fc
  .oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', minLength: 1, maxLength: 255 }), fc.array(fc.constantFrom(...NASTY), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' ')))
  .filter((id) => id.length <= 255 && !id.includes('\0') && !['.', '..'].includes(id));

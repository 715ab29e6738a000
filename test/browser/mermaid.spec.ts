import fc from 'fast-check';
import { sequenceDiagram } from '../../src/modules/registration/domain/picture/mermaid.js';
import { drawnTexts, loadMermaid } from '../support/browser/mermaid-page.js';
import { usePage } from '../support/browser/use-page.js';
import { runWithId } from '../support/registration/hand-made-run.js';
import { permittedIds } from '../support/registration/permitted-ids.js';

const withoutSpace = (text: string): string => text.replace(/\s/g, '');

/** Control characters as their pictures, and forty characters at most. */
function asDrawn(id: string): string {
  const characters = [...id].map((character) => (character < ' ' ? String.fromCodePoint(0x2400 + character.codePointAt(0)!) : character.replace(/[\x7f-\x9f]/, '\ufffd')));
  return characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : characters.join('');
}

describe('pictures of registrations in a browser', () => {
  const page = usePage();
  beforeAll(() => loadMermaid(page()));

  it('are refused if they are broken', async () => {
    await expect(drawnTexts(page(), 'sequenceDiagram\n  participant p1 as UE phone\n  p1->>p2 REGISTRATION REQUEST\n')).rejects.toThrow('Parse error on line 3');
  });

  it('show any id as it is, and do nothing of what it says', async () => {
    await fc.assert(fc.asyncProperty(permittedIds, async (id) => {
      const texts = await drawnTexts(page(), sequenceDiagram(runWithId(id)));
      expect(texts.map(withoutSpace)).toContain(withoutSpace(asDrawn(id)));
      expect(texts.map(withoutSpace)).toContain(withoutSpace('RRCSetupComplete'));
      expect(await page().evaluate('document.querySelectorAll("svg script, svg html").length')).toBe(0);
    }), { numRuns: 60 });
  }, 120_000);
});

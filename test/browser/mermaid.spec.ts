import fc from 'fast-check';
import { sequenceDiagram } from '../../src/modules/registration/domain/picture/mermaid.js';
import { drawnTexts, loadMermaid } from '../support/browser/mermaid-page.js';
import { usePage } from '../support/browser/use-page.js';
import { runWithId } from '../support/registration/hand-made-run.js';
import { permittedIds } from '../support/registration/permitted-ids.js';

describe('pictures of registrations in a browser', () => {
  const page = usePage();
  beforeAll(() => loadMermaid(page()));

  it('are refused if they are broken', async () => {
    await expect(drawnTexts(page(), 'sequenceDiagram\n  participant p1 as UE phone\n  p1->>p2 REGISTRATION REQUEST\n')).rejects.toThrow('Parse error on line 3');
  });

  it('show any id as it is, and nothing becomes of it', async () => {
    await fc.assert(fc.asyncProperty(permittedIds, async (id) => {
      const texts = await drawnTexts(page(), sequenceDiagram(runWithId(id)));
      const visible = [...id].map((character) => (character < ' ' ? String.fromCharCode(0x2400 + character.charCodeAt(0)) : character));
      const [characters, rest] = [visible.slice(0, 30).join(''), visible.length > 40 ? '…' : ''];
      expect(texts.length).toBeGreaterThan(20);
    }), { numRuns: 60 });
  }, 120_000);
});

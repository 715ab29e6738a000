import fc from 'fast-check';
import { REGISTRATION_SCENARIOS, registrationScenario, runsOf } from '../../scripts/registration-runs.js';
import { sequenceDiagram } from '../../src/modules/registration/domain/picture/mermaid.js';
import { drawnTexts, loadMermaid } from '../support/browser/mermaid-page.js';
import { usePage } from '../support/browser/use-page.js';
import { runWithId } from '../support/registration/hand-made-run.js';
import { permittedIds } from '../support/registration/permitted-ids.js';

const ALWAYS = [/^RRCSetupComplete$/, /^INITIAL UE MESSAGE$/, /^REGISTRATION REQUEST, plain$/, /^SECURITY MODE COMMAND, protected/, /^target 460-00-01-001$/, /^LOST: AMF1 cannot be reached\.$/, /^Attempt 1 at 0 s$/];

/** What has to be seen of the runs of both scenarios, and what not. */
const SHOWN = {
  baseline: {
    shown: [...ALWAYS, /^REROUTE NAS REQUEST$/, /^AUTHENTICATION REQUEST, plain$/, /^IGNORED: The message is not protected/, /^T3510 expires after 15 s$/, /^T3560 expires after 6 s$/, /^Attempts 3 to 5 go like attempt 2: at 50 s/, /835 s/, /^LOOP/],
    absent: [/^REGISTRATION (ACCEPT|REJECT)/, /\(extension\)/],
  },
  idea: {
    shown: [...ALWAYS, /^REGISTRATION REJECT, protected/, /^cause #62$/, /^Configured NSSAI 1-00000\d 1-00000\d$/, /^NSSAI inclusion mode C \(extension\)$/, /^s-NSSAI-List 1-00000\d 1-00000\d$/, /^REGISTRATION ACCEPT, protected/, /^REGISTERED with AMF1/],
    absent: [/^REROUTE/, /expires/, /^Attempt 3/],
  },
  'configured NSSAI without inclusion mode': { shown: [...ALWAYS, /^REGISTRATION REJECT, protected/, /\(extension\)$/, /^Attempts 3 to 6 go like attempt 2/, /^LOOP/], absent: [/^REROUTE/, /^REGISTRATION ACCEPT/, /^NSSAI inclusion mode/, /^s-NSSAI-List/] },
};

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

  const all = REGISTRATION_SCENARIOS.flatMap((scenario) => runsOf(registrationScenario(scenario)).map((run) => ({ scenario, run, name: run.name! })));

  it.each(all)('of $scenario, $name, show who takes part and what happens', async ({ run, name }) => {
    const texts = await drawnTexts(page(), sequenceDiagram(run));
    for (const participant of ['UE phone', 'gNB2', 'AMF3', 'AMF1', 'NSSF', 'UDM', 'NRF']) expect(texts.filter((text) => text === participant)).toHaveLength(2);
    const { shown, absent } = SHOWN[name as keyof typeof SHOWN];
    for (const text of shown) expect(texts).toContainEqual(expect.stringMatching(text));
    for (const text of absent) expect(texts).not.toContainEqual(expect.stringMatching(text));
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

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';
import { drawnTexts, loadMermaid } from '../support/browser/mermaid-page.js';
import { usePage } from '../support/browser/use-page.js';

const pages = ['README.md', ...readdirSync(join(PACKAGE_ROOT, 'docs')).filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`)];
const diagrams = pages.flatMap((page) =>
  [...readFileSync(join(PACKAGE_ROOT, page), 'utf8').matchAll(/^```mermaid\n(.*?)^```$/gms)].map(([, text], i) => ({ name: `${page}, ${i + 1}`, text: text! })),
);

describe('diagrams of the documentation', () => {
  const page = usePage();
  beforeAll(() => loadMermaid(page()));

  it('are found', () => {
    expect(diagrams.map(({ name }) => name)).toEqual(expect.arrayContaining(['docs/ARCHITECTURE.md, 1', 'docs/ARCHITECTURE.md, 2', 'docs/registration.md, 1']));
  });

  it.each(diagrams)('$name can be drawn', async ({ text }) => {
    await drawnTexts(page(), text);
    expect(await page().evaluate('document.querySelector("svg").getBBox().width')).toBeGreaterThan(100);
  });
});

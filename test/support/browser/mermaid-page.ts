import { join } from 'node:path';
import type { Page } from 'playwright-core';

const MERMAID = join(import.meta.dirname, '../../../node_modules/mermaid/dist/mermaid.min.js');

/** Loads Mermaid into an empty page. */
export async function loadMermaid(page: Page): Promise<void> {
  await page.setContent('<!doctype html><meta charset="utf-8"><body></body>');
  await page.addScriptTag({ path: MERMAID });
  await page.evaluate(`mermaid.initialize({ startOnLoad: false })`);
}

/** Every text of the picture that Mermaid draws, line by line. @throws Error of Mermaid, if it can't draw it */
export async function drawnTexts(page: Page, diagram: string): Promise<string[]> {
  return page.evaluate(`(async () => {
    const { svg } = await mermaid.render('diagram', ${JSON.stringify(diagram)});
    document.body.innerHTML = svg;
    const lines = [...document.querySelectorAll('svg text')].flatMap((text) => text.querySelector('tspan') ? [...text.querySelectorAll('tspan')] : [text]);
    return lines.map((line) => line.textContent);
  })()`);
}

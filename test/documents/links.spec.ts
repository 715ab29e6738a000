// Links between the pages of the documentation, and to files of the project.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/index.js';

const pagesIn = (folder: string) => readdirSync(join(PACKAGE_ROOT, folder)).filter((file) => file.endsWith('.md')).map((file) => join(folder, file));
const pages = ['.', 'docs', 'docs/adr'].flatMap(pagesIn);

const withoutCode = (text: string) => text.replaceAll(/^```.*?^```$/gms, '').replaceAll(/`[^`\n]*`/g, 'code');
const linksOf = (text: string) => [...withoutCode(text).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target]) => target!);

/** As GitHub makes them of headings. */
const anchorOf = (heading: string) => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').trim().replaceAll(' ', '-');
const anchorsOf = (text: string) => [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!));

function leadsNowhere(page: string, link: string): boolean {
  const [path, anchor] = link.split('#') as [string, string?];
  const target = path === '' ? join(PACKAGE_ROOT, page) : join(PACKAGE_ROOT, dirname(page), path);
  if (!existsSync(target)) return true;
  return anchor !== undefined && target.endsWith('.md') && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
}

const brokenLinks = (page: string, text: string) => linksOf(text).filter((link) => leadsNowhere(page, link));

describe('the links of', () => {
  it.each(pages)('%s lead somewhere', (page) => {
    expect(brokenLinks(page, readFileSync(join(PACKAGE_ROOT, page), 'utf8'))).toEqual([]);
  });
});

it('a link that leads nowhere is found', () => {
  const text = '[a](nowhere.md) [b](ARCHITECTURE.md#nowhere) [c](ARCHITECTURE.md#the-house) [d](https://example.com) [e](#nowhere) `[f](nowhere.md)` [g](../LICENSE)';
  expect(brokenLinks('docs/conformance.md', text)).toEqual(['nowhere.md', 'ARCHITECTURE.md#nowhere', '#nowhere']);
});

import { chromium, type Browser, type Page } from 'playwright-core';

declare global {
  /** Where the browser of the machine is. */
  var CHROMIUM: string;
}

/** Nothing that a test did not ask for goes to the network; as root, Chromium has no sandbox. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Gives the tests of a `describe` one page of a browser with an empty profile of its own. */
export function usePage(): () => Page {
  let browser: Browser | undefined;
  let page: Page;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: globalThis.CHROMIUM, headless: true, args: FLAGS });
    page = await browser.newPage();
  });
  afterAll(() => browser?.close());
  return () => page;
}

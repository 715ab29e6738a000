import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { PACKAGE_ROOT } from '../../../src/config/index.js';

const FOLDER = join(PACKAGE_ROOT, 'test-output', 'swagger-ui');

export const removePictures = (): void => rmSync(FOLDER, { recursive: true, force: true });

/** Keeps what the page looks like. @returns where */
export async function picture(page: Page, name: string): Promise<string> {
  const path = join(FOLDER, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path });
  return path;
}

/** Does something in a page. @throws Error of it, with the place of a picture of that moment */
export async function pictured<T>(page: Page, name: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    const { message } = cause as Error;
    throw new Error(`${name}: ${message}\nThe page at that moment: ${await picture(page, `failed/${name}`)}`, { cause });
  }
}

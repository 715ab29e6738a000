import type { Page } from 'playwright-core';

/** Swagger UI has no field of its own for some formats, takes that for strings in general, and says so. */
const HARMLESS = [/^Could not find component: JsonSchema_string_\w+$/];

/** Collects whatever goes wrong in a page: messages, exceptions, requests that fail or go elsewhere. */
export class PageWatch {
  private readonly faults: string[] = [];
  private readonly expected = new Set<string>();

  constructor(page: Page, origin: string) {
    page.on('console', (message) => {
      const { url } = message.location();
      if (!['error', 'warning'].includes(message.type()) || HARMLESS.some((harmless) => harmless.test(message.text()))) return;
      this.faults.push(`${message.type()} in the console: ${message.text()} (${url})`);
    });
    page.on('pageerror', (error) => this.faults.push(`exception: ${error.message}`));
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) this.faults.push(`request to another host: ${request.url()}`);
    });
    page.on('requestfailed', (request) => this.faults.push(`request failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`));
    page.on('response', (response) => {
      if (response.status() >= 400) this.faults.push(`answer ${response.status()}: ${response.request().method()} ${response.url()}`);
    });
  }

  /** The browser tells of an answer that is no success; here one is what a step is after. */
  expectRefusal(status: number, url: string): void {
    this.expected.add(`${status} ${url}`);
  }

  /** What went wrong since it was last asked. */
  take(): string[] {
    const faults = this.faults.splice(0);
    const refusals = [...this.expected].map((each) => each.split(' ') as [string, string]);
    return faults.filter((fault) => !refusals.some(([status, url]) => fault.includes(status) && fault.includes(url)));
  }
}

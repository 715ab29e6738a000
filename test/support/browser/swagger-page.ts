import type { Locator, Page } from 'playwright-core';

/** What Swagger UI shows where it cannot show what it should. */
const BROKEN = /could not render[^\n]*|could not resolve[^\n]*|unresolv[^\n]*|resolver error[^\n]*|parser error[^\n]*|unknown response type|failed to load[^\n]*/gi;

export interface Answer {
  status: number;
  url: string;
  body: string;
}

/** What is put in instead of what is prefilled. */
export interface Changes {
  /** Values by names of parameters. */
  parameters?: Record<string, string>;
  /** A file for the body. */
  file?: { name: string; mimeType: string; buffer: Buffer };
}

/** Swagger UI as somebody uses it who reads, opens, fills in and clicks. */
export class SwaggerPage {
  constructor(
    readonly page: Page,
    readonly origin: string,
  ) {}

  /** Comes from elsewhere: a browser loads nothing anew where only the fragment changes. */
  async open(rest = ''): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(`${this.origin}/docs${rest}`);
    await this.page.locator('.opblock-tag').first().waitFor();
  }

  /** Titles of the documents, in the order of the selector. */
  titles(): Promise<string[]> {
    return this.page.locator('#select option').allTextContents();
  }

  /** Chooses a document in the top bar and waits until it is there. */
  async choose(title: string): Promise<void> {
    await this.page.locator('#select').selectOption({ label: title });
    await this.page.locator('.info .title', { hasText: title }).waitFor();
    await this.page.locator('.opblock-tag').first().waitFor();
  }

  /** Ids of all operations, in the order of the page. */
  async operations(): Promise<string[]> {
    const ids: string[] = await this.page.evaluate('[...document.querySelectorAll(".opblock")].map(({ id }) => id)');
    return ids.map((id) => id.split('-').at(-1)!);
  }

  operation(operationId: string): Locator {
    return this.page.locator(`.opblock[id^="operations-"][id$="-${operationId}"]`);
  }

  /** Opens an operation, unless its address has, and waits until it is all there. */
  async expand(operationId: string): Promise<void> {
    const isOpen = (await this.operation(operationId).getAttribute('class'))!.includes('is-open');
    if (!isOpen) await this.operation(operationId).locator('.opblock-summary-control').first().click();
    await this.operation(operationId).locator('.opblock-body .responses-wrapper').first().waitFor();
  }

  /** Closes an operation, and waits for nothing. */
  async collapse(operationId: string): Promise<void> {
    await this.operation(operationId).locator('.opblock-summary-control').first().click();
  }

  /** What an open operation shows instead of something that it cannot show. */
  async broken(operationId: string): Promise<string[]> {
    return (await this.operation(operationId).innerText()).match(BROKEN) ?? [];
  }

  /** Shows the schemas of what an open operation takes and of its first answer. @returns their texts */
  async schemas(operationId: string): Promise<string[]> {
    const block = this.operation(operationId);
    const texts = [];
    for (const body of [block.locator('.opblock-section-request-body .model-example'), block.locator('.responses-table .model-example').first()]) {
      if ((await body.count()) === 0) continue;
      await body.locator('[data-name="model"]').click();
      texts.push(await body.locator('[data-name="modelPanel"]').innerText());
    }
    return texts;
  }

  mayBeTried(operationId: string): Promise<boolean> {
    return this.operation(operationId).locator('.try-out').isVisible();
  }

  /** Tries an open operation out with what is prefilled, but for the changes. */
  async tryOut(operationId: string, { parameters = {}, file }: Changes = {}): Promise<Answer> {
    const block = this.operation(operationId);
    await block.locator('.try-out__btn').click();
    for (const [name, value] of Object.entries(parameters)) await block.locator(`tr[data-param-name="${name}"] input`).fill(value);
    if (file) await block.locator('input[type=file]').setInputFiles(file);
    const answered = this.page.waitForResponse((response) => !response.url().includes('/openapi/'));
    await block.locator('.execute').click();
    const response = await answered;
    const live = block.locator('.live-responses-table');
    await live.scrollIntoViewIfNeeded();
    const status = Number.parseInt(await live.locator('.response-col_status').last().innerText(), 10);
    return { status, url: response.url(), body: await live.locator('.response-col_description').last().innerText() };
  }
}

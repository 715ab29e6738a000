import { Injectable } from '@nestjs/common';
import type { SeedSection } from './seed-section.js';

/** What the loaded modules can take from the seed file. */
@Injectable()
export class SeedSections {
  private readonly sections: SeedSection[] = [];

  register(section: SeedSection): void {
    this.sections.push(section);
  }

  keys(): string[] {
    return [...new Set(this.sections.map(({ key }) => key))];
  }

  find(key: string, item: unknown): SeedSection | undefined {
    const { subscriptionType } = (item ?? {}) as { subscriptionType?: unknown };
    return this.sections.find(
      (section) => section.key === key && (section.subscriptionType === undefined || section.subscriptionType === subscriptionType),
    );
  }
}

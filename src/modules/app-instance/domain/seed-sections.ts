import { Injectable } from '@nestjs/common';
import type { SeedSection } from './seed-section.js';

/** What the loaded modules can take from the seed file. */
@Injectable()
export class SeedSections {
  private readonly sections: SeedSection[] = [];

  /** Called by each module when it is made, before the file is read. */
  register(section: SeedSection): void {
    this.sections.push(section);
  }

  /** Attributes that an application of the file may have beside its own, each once. */
  keys(): string[] {
    return [...new Set(this.sections.map(({ key }) => key))];
  }

  /** Who takes this item of the file: by the attribute that it stands in and, for subscriptions, by its subscriptionType. */
  find(key: string, item: unknown): SeedSection | undefined {
    const { subscriptionType } = (item ?? {}) as { subscriptionType?: unknown };
    return this.sections.find(
      (section) => section.key === key && (section.subscriptionType === undefined || section.subscriptionType === subscriptionType),
    );
  }
}

import { Injectable } from '@nestjs/common';
import { type SeedSection, SeedSections } from '../../app-instance/index.js';
import { ApiDocuments, schemaFaults } from '../../common/operation/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { ServiceRegistry } from '../domain/service-registry.js';
import { ServiceRepository } from '../domain/service-repository.js';
import type { ServiceInfoPost } from '../domain/types.js';

type SeedService = ServiceInfoPost & { serInstanceId: string };

/** Services in the seed file: a registration (ServiceInfoPost) together with its serInstanceId. */
@Injectable()
export class SeedServices implements SeedSection {
  readonly key = 'services';
  private readonly validate;

  constructor(
    private readonly registry: ServiceRegistry,
    private readonly repository: ServiceRepository,
    documents: ApiDocuments,
    sections: SeedSections,
  ) {
    const identified = { type: 'object', required: ['serInstanceId'], properties: { serInstanceId: { type: 'string', minLength: 1 } } };
    this.validate = documents
      .requestCompiler(documents.get('mec011-service-management'))
      .compile({ allOf: [{ $ref: '#/components/schemas/ServiceInfoPost' }, identified] });
    sections.register(this);
  }

  faultsOf(item: unknown): string[] {
    return this.validate(item) ? [] : schemaFaults(this.validate.errors ?? []).map(({ place, detail }) => `${place} ${detail}`);
  }

  async createIfMissing(transaction: Transaction, appInstanceId: string, item: unknown): Promise<boolean> {
    const { serInstanceId, ...registration } = item as SeedService;
    if (await this.repository.lock(transaction, serInstanceId)) return false;
    await this.registry.registerIn(transaction, appInstanceId, registration, serInstanceId);
    return true;
  }
}

import { Injectable } from '@nestjs/common';
import { type SeedSection, SeedSections } from '../../app-instance/index.js';
import { ApiDocuments, CHOSEN_ID } from '../../common/operation/index.js';
import type { Transaction } from '../../common/unit-of-work/index.js';
import { ServiceRegistry } from '../domain/service-registry.js';
import { ServiceRepository } from '../domain/service-repository.js';
import type { ServiceInfoPost } from '../domain/types.js';

type SeedService = ServiceInfoPost & { serInstanceId: string };

/** Services in the seed file: a registration (ServiceInfoPost) together with its serInstanceId. */
@Injectable()
export class SeedServices implements SeedSection {
  readonly key = 'services';
  readonly faultsOf;

  constructor(
    private readonly registry: ServiceRegistry,
    private readonly repository: ServiceRepository,
    documents: ApiDocuments,
    sections: SeedSections,
  ) {
    this.faultsOf = documents.faultFinder('mec011-service-management', {
      allOf: [{ $ref: '#/components/schemas/ServiceInfoPost' }, { required: ['serInstanceId'], properties: { serInstanceId: CHOSEN_ID } }],
    });
    sections.register(this);
  }

  async createIfMissing(transaction: Transaction, appInstanceId: string, item: unknown): Promise<boolean> {
    const { serInstanceId, ...registration } = item as SeedService;
    if (await this.repository.lock(transaction, serInstanceId)) return false;
    await this.registry.registerIn(transaction, appInstanceId, registration, serInstanceId);
    return true;
  }
}

import { Injectable } from '@nestjs/common';
import { ApiDocuments, CHOSEN_ID } from '../../common/operation/index.js';
import type { Fault } from '../../common/problem/index.js';
import { AppDStructure } from '../domain/reading/appd-structure.js';

/** The id of the descriptor has to fit into a path. */
const ADDRESSABLE_APPD = { allOf: [{ $ref: '#/components/schemas/AppD' }, { type: 'object', properties: { appDId: CHOSEN_ID } }] };

@Injectable()
export class DocumentStructure extends AppDStructure {
  private readonly find: (value: unknown) => Fault[];

  constructor(documents: ApiDocuments) {
    super();
    this.find = documents.faultFinder('mec010-2-app-package', ADDRESSABLE_APPD);
  }

  override faultsOf(value: unknown): Fault[] {
    return this.find(value);
  }
}

import { Injectable } from '@nestjs/common';
import { ApiDocuments } from '../../common/operation/index.js';
import { PlatformFeatures } from '../domain/platform-features.js';

/** The features of MEC 003 that are APIs, and the documents that define them. */
const DEFINED_BY: Record<string, string> = { RadioNetworkInformation: 'mec012-rni' };

/** A feature is there if its API is served. */
@Injectable()
export class DocumentFeatures extends PlatformFeatures {
  constructor(private readonly documents: ApiDocuments) {
    super();
  }

  override versionOf(featureName: string): string | undefined {
    const document = this.documents.all.find(({ name }) => name === DEFINED_BY[featureName]);
    return document?.openapi.info.version;
  }
}

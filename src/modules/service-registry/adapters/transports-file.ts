import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { parse } from 'yaml';
import { ConfigurationError, Settings } from '../../../config/index.js';
import { ApiDocuments, schemaFaults } from '../../common/operation/index.js';
import { ConfiguredTransports } from '../domain/configured-transports.js';
import type { TransportInfo } from '../domain/types.js';

/** The transports of the file that MEC_TRANSPORTS_FILE names. */
@Injectable()
export class TransportsFile extends ConfiguredTransports {
  override readonly list: TransportInfo[];

  /** @throws ConfigurationError if the file cannot be read or holds anything but a list of TransportInfo */
  constructor({ transportsFile }: Settings, documents: ApiDocuments) {
    super();
    this.list = transportsFile === undefined ? [] : readTransports(transportsFile, documents);
  }
}

function readTransports(file: string, documents: ApiDocuments): TransportInfo[] {
  const compiler = documents.requestCompiler(documents.get('mec011-service-management'));
  const validate = compiler.compile({ type: 'array', items: { $ref: '#/components/schemas/TransportInfo' } });
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigurationError([`MEC_TRANSPORTS_FILE ${file} cannot be read: ${(error as Error).message}`]);
  }
  if (!validate(content))
    throw new ConfigurationError(schemaFaults(validate.errors ?? []).map(({ place, detail }) => `MEC_TRANSPORTS_FILE ${file}: ${place || 'the file'} ${detail}.`));
  return content as TransportInfo[];
}

import { Injectable } from '@nestjs/common';
import { ConfigurationError, readYaml, Settings } from '../../../config/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import { type DeclaredCapacity, HostCapacity } from '../domain/host-capacity.js';

const AMOUNT = { type: 'number', minimum: 0 };
const SCHEMA = {
  type: 'object',
  properties: {
    zone: { type: 'string', minLength: 1 },
    cpuMillis: AMOUNT,
    memoryMB: AMOUNT,
    storageGB: AMOUNT,
    maxLatency: { type: 'integer', minimum: 1 },
    capabilities: { type: 'object', additionalProperties: { type: 'integer', minimum: 0 } },
  },
  additionalProperties: false,
};

/** The capacity in the file that MEC_HOST_CAPACITY_FILE names; without one, everything is unlimited. */
@Injectable()
export class CapacityFile extends HostCapacity {
  /** @throws ConfigurationError if the file cannot be read or holds anything else */
  constructor({ hostCapacityFile }: Settings, documents: ApiDocuments) {
    super(hostCapacityFile === undefined ? {} : readCapacity(hostCapacityFile, documents));
  }
}

function readCapacity(file: string, documents: ApiDocuments): DeclaredCapacity {
  const content = readYaml('MEC_HOST_CAPACITY_FILE', file);
  const faults = documents.faultFinder('mec010-2-granting', SCHEMA)(content);
  if (faults.length) throw new ConfigurationError(faults.map(({ place, detail }) => `MEC_HOST_CAPACITY_FILE ${file}: ${place || 'the file'} ${detail}.`));
  return content as DeclaredCapacity;
}

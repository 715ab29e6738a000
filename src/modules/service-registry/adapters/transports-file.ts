import { Injectable } from '@nestjs/common';
import { ConfigurationError, readYaml, Settings } from '../../../config/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import type { Fault } from '../../common/problem/index.js';
import { transportFaults } from '../../common/transports/index.js';
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
  const faultsOf = documents.faultFinder('mec011-service-management', { type: 'array', items: { $ref: '#/components/schemas/TransportInfo' } });
  const content = readYaml('MEC_TRANSPORTS_FILE', file);
  const sentences = (faults: Fault[]) => faults.map(({ place, detail }) => `MEC_TRANSPORTS_FILE ${file}: ${place || 'the file'} ${detail}.`);
  const misfits = faultsOf(content);
  if (misfits.length) throw new ConfigurationError(sentences(misfits));
  const transports = content as TransportInfo[];
  const faults = transports.flatMap((transport, index) => transportFaults(transport).map(({ place, detail }) => ({ place: `/${index}${place}`, detail })));
  if (faults.length) throw new ConfigurationError(sentences(faults));
  return transports;
}

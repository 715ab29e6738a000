import { Injectable } from '@nestjs/common';
import { ConfigurationError, readYaml, Settings } from '../../../config/index.js';
import { ApiDocuments } from '../../common/operation/index.js';
import { addressFamily } from '../../common/ip/index.js';
import type { Fault } from '../../common/problem/index.js';
import { ConfiguredTiming } from '../domain/configured-timing.js';
import type { CurrentTime, TimingCaps } from '../domain/types.js';

interface TimingFileContent extends Pick<TimingCaps, 'ntpServers' | 'ptpMasters'> {
  timeSourceStatus?: CurrentTime['timeSourceStatus'];
}

const SCHEMA = {
  type: 'object',
  properties: {
    timeSourceStatus: { $ref: '#/components/schemas/TimeSourceStatus' },
    ntpServers: { type: 'array', items: { $ref: '#/components/schemas/NtpServer' } },
    ptpMasters: { type: 'array', items: { $ref: '#/components/schemas/PtpMaster' } },
  },
  additionalProperties: false,
};

/** The timing of the file that MEC_TIMING_FILE names. */
@Injectable()
export class TimingFile extends ConfiguredTiming {
  override readonly ntpServers;
  override readonly ptpMasters;
  override readonly timeSourceStatus;

  /** @throws ConfigurationError if the file cannot be read or holds anything else */
  constructor({ timingFile }: Settings, documents: ApiDocuments) {
    super();
    const content = timingFile === undefined ? {} : readTiming(timingFile, documents);
    this.ntpServers = content.ntpServers ?? [];
    this.ptpMasters = content.ptpMasters ?? [];
    this.timeSourceStatus = content.timeSourceStatus;
  }
}

function readTiming(file: string, documents: ApiDocuments): TimingFileContent {
  const content = readYaml('MEC_TIMING_FILE', file);
  const misfits = documents.faultFinder('mec011-app-support', SCHEMA)(content);
  const faults = misfits.length ? misfits : timingFaults(content as TimingFileContent);
  if (faults.length) throw new ConfigurationError(faults.map(({ place, detail }) => `MEC_TIMING_FILE ${file}: ${place || 'the file'} ${detail}.`));
  return content as TimingFileContent;
}

const NO_ADDRESS = 'must be an IPv4 or IPv6 address';

/** What MEC 011, 7.1.2.4 says of NTP servers and PTP masters beyond their types. */
function timingFaults({ ntpServers = [], ptpMasters = [] }: TimingFileContent): Fault[] {
  return [
    ...ntpServers.flatMap((server, index) => ntpFaults(server, `/ntpServers/${index}`)),
    ...ptpMasters.flatMap(({ ptpMasterIpAddress }, index) =>
      addressFamily(ptpMasterIpAddress) === undefined ? [{ place: `/ptpMasters/${index}/ptpMasterIpAddress`, detail: NO_ADDRESS }] : [],
    ),
  ];
}

function ntpFaults(server: NonNullable<TimingCaps['ntpServers']>[number], place: string): Fault[] {
  const faults: Fault[] = [];
  if ((server.authenticationOption === 'SYMMETRIC_KEY') !== (server.authenticationKeyNum !== undefined))
    faults.push({ place, detail: 'has authenticationKeyNum if, and only if, authenticationOption is SYMMETRIC_KEY' });
  if (server.minPollingInterval > server.maxPollingInterval) faults.push({ place, detail: 'has a minPollingInterval above its maxPollingInterval' });
  if (server.ntpServerAddrType === 'IP_ADDRESS' && addressFamily(server.ntpServerAddr) === undefined)
    faults.push({ place: `${place}/ntpServerAddr`, detail: `${NO_ADDRESS}, as ntpServerAddrType says` });
  return faults;
}

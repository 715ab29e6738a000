import { Controller } from '@nestjs/common';
import type { components } from '../../../generated/runtime.js';
import { momentary, Operation, type Reply } from '../../common/operation/index.js';
import { OwnWorkloads } from '../domain/own-workloads.js';
import type { WorkloadRecord } from '../domain/workload-status.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { RuntimeHeader } from './runtime-header.js';

type Schemas = components['schemas'];

/** The default of the document. */
const USUAL_LINES = 100;

const infoOf = ({ appInstanceId, appDId, occurrenceId }: WorkloadRecord): Schemas['WorkloadInfo'] => ({ appInstanceId, appDId, appLcmOpOccId: occurrenceId });

const plain = (lines: string[]): Reply => ({
  status: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: lines.map((line) => `${line}\n`).join(''),
});

/** What runs for application instances. */
@Controller()
export class WorkloadsController {
  constructor(
    private readonly workloads: OwnWorkloads,
    private readonly header: RuntimeHeader,
  ) {}

  @Operation(DOCUMENT, 'workloadsGet')
  async workloadsGet(): Promise<Reply> {
    return this.header.on(momentary((await this.workloads.list()).map(infoOf)));
  }

  @Operation(DOCUMENT, 'workloadGet')
  async workloadGet({ path }: Request<'workloadGet'>): Promise<Reply> {
    const { record, status } = await this.workloads.require(path.appInstanceId);
    const workload: Schemas['WorkloadStatus'] = { ...infoOf(record), ...status };
    return this.header.on(momentary(workload));
  }

  @Operation(DOCUMENT, 'containerLogsGet')
  async containerLogsGet({ path, query, mediaType }: Request<'containerLogsGet'>): Promise<Reply> {
    const lines = await this.workloads.logs(path.appInstanceId, path.containerName, query.lines ?? USUAL_LINES);
    return this.header.on(mediaType === 'application/json' ? momentary(lines) : plain(lines));
  }
}

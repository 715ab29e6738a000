import { Controller } from '@nestjs/common';
import type { Operations } from '../../../generated/operations.js';
import { created, Operation, type OperationRequest, type Reply, reply, represent } from '../../common/operation/index.js';
import type { GrantRecord } from '../domain/grant-record.js';
import { Grants } from '../domain/grants.js';
import { PostponedDecisions } from '../domain/postponed-decisions.js';
import { rejected } from '../domain/rejection.js';
import { GrantLinks } from './grant-links.js';

const DOCUMENT = 'mec010-2-granting';
type Request<Id extends keyof Operations[typeof DOCUMENT]> = OperationRequest<typeof DOCUMENT, Id>;

/** RFC 7240, 4.1; preferences have parameters, and are separated by commas. */
const RESPOND_ASYNC = /(^|,)\s*respond-async\s*(;|,|$)/i;
const RETRY_AFTER_S = '1';

/** What platform managers ask before they use resources (MEC 010-2, 7.5). */
@Controller()
export class GrantsController {
  constructor(
    private readonly grants: Grants,
    private readonly postponed: PostponedDecisions,
    private readonly links: GrantLinks,
  ) {}

  @Operation(DOCUMENT, 'GrantsPOST')
  async grantsPost({ body, prefer = '' }: Request<'GrantsPOST'>): Promise<Reply> {
    const record = RESPOND_ASYNC.test(prefer) ? await this.postponed.ask(body) : await this.grants.decide(body);
    if (record.state === 'PENDING') return this.pending(record);
    refuseRejected(record);
    return created(this.links.grant(record.grantId), represent(record.grant));
  }

  @Operation(DOCUMENT, 'GrantsGETGrantid')
  async grantGet({ path, ifNoneMatch }: Request<'GrantsGETGrantid'>): Promise<Reply> {
    const record = await this.grants.get(path.grantId);
    if (record.state === 'PENDING') return this.pending(record);
    refuseRejected(record);
    return reply(represent(record.grant), ifNoneMatch);
  }

  private pending({ grantId }: GrantRecord): Reply {
    return { status: 202, headers: { location: this.links.grant(grantId), 'retry-after': RETRY_AFTER_S } };
  }
}

/** @throws Problem 403 if the grant is rejected (NFV-SOL 003, 9.4.2.3.1) */
function refuseRejected({ rejection }: GrantRecord): void {
  if (rejection !== null) throw rejected(rejection);
}

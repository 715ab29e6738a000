import { Controller } from '@nestjs/common';
import { ApiDocuments, momentary, Operation, reply, type Reply, represent } from '../../common/operation/index.js';
import { ResourceQuery } from '../../common/query/index.js';
import { RuntimeHeader } from '../../container-runtime/index.js';
import { cancellationOf } from '../domain/operation/cancellation.js';
import { OperationControl } from '../domain/operation/operation-control.js';
import { OperationRepresentation } from './operation-representation.js';
import { DOCUMENT, type Request } from './operation-request.js';

const LEFT_OUT_BY_DEFAULT = ['operationParams', '_links'];

/** Operations, under way or over (MEC 010-2, 7.4.9 to 7.4.13). */
@Controller()
export class OperationsController {
  private readonly query: ResourceQuery;

  constructor(
    private readonly operations: OperationControl,
    private readonly representation: OperationRepresentation,
    private readonly runtime: RuntimeHeader,
    documents: ApiDocuments,
  ) {
    this.query = new ResourceQuery(documents.get(DOCUMENT), 'AppLcmOpOccPartial', 'operations', LEFT_OUT_BY_DEFAULT);
  }

  @Operation(DOCUMENT, 'ApplcmopoccsGET')
  async operationsGet({ query, ifNoneMatch }: Request<'ApplcmopoccsGET'>): Promise<Reply> {
    const view = this.query.read(query);
    const all = (await this.operations.all()).map((operation) => this.representation.occurrence(operation));
    return this.runtime.on(reply(represent(all.filter((one) => view.matches(one)).map((one) => view.select(one))), ifNoneMatch));
  }

  @Operation(DOCUMENT, 'ApplcmopoccsGETApplcmopoccid')
  async operationGet({ path, ifNoneMatch }: Request<'ApplcmopoccsGETApplcmopoccid'>): Promise<Reply> {
    return this.runtime.on(reply(represent(this.representation.occurrence(await this.operations.require(path.appLcmOpOccId))), ifNoneMatch));
  }

  @Operation(DOCUMENT, 'ApplcmopoccsCancelPOSTApplcmopoccid')
  async cancelPost({ path, body }: Request<'ApplcmopoccsCancelPOSTApplcmopoccid'>): Promise<Reply> {
    await this.operations.cancel(path.appLcmOpOccId, cancellationOf(body));
    return this.goesOn();
  }

  @Operation(DOCUMENT, 'ApplcmopoccsFailPOSTApplcmopoccid')
  async failPost({ path }: Request<'ApplcmopoccsFailPOSTApplcmopoccid'>): Promise<Reply> {
    return this.runtime.on(momentary(this.representation.occurrence(await this.operations.fail(path.appLcmOpOccId))));
  }

  @Operation(DOCUMENT, 'ApplcmopoccsRetryPOSTApplcmopoccid')
  async retryPost({ path }: Request<'ApplcmopoccsRetryPOSTApplcmopoccid'>): Promise<Reply> {
    await this.operations.retry(path.appLcmOpOccId);
    return this.goesOn();
  }

  private goesOn(): Reply {
    return this.runtime.on({ status: 202, headers: {} });
  }
}

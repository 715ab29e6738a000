import { Controller } from '@nestjs/common';
import { ApiRoot, type Link } from '../../common/links/index.js';
import { created, matching, noContent, ok, Operation, reply, type Reply, represent } from '../../common/operation/index.js';
import { AddressTable } from '../domain/addresses/address-table.js';
import { HANDOVER, type HandoverRequest } from './operation-request.js';

/** Which platform stands at which base station. */
@Controller()
export class AddressesController {
  private readonly link: Link;

  constructor(
    private readonly table: AddressTable,
    apiRoot: ApiRoot,
  ) {
    this.link = apiRoot.linkOf(HANDOVER);
  }

  @Operation(HANDOVER, 'addressesGet')
  async addressesGet({ ifNoneMatch }: HandoverRequest<'addressesGet'>): Promise<Reply> {
    return reply(represent(await this.table.list()), ifNoneMatch);
  }

  @Operation(HANDOVER, 'addressesPost')
  async addressesPost({ body }: HandoverRequest<'addressesPost'>): Promise<Reply> {
    const entry = await this.table.add(body);
    return created(this.link('addresses', entry.baseStation), represent(entry));
  }

  @Operation(HANDOVER, 'addressGet')
  async addressGet({ path, ifNoneMatch }: HandoverRequest<'addressGet'>): Promise<Reply> {
    return reply(represent(await this.table.get(path.baseStation)), ifNoneMatch);
  }

  @Operation(HANDOVER, 'addressPut')
  async addressPut({ path, body, ifMatch }: HandoverRequest<'addressPut'>): Promise<Reply> {
    return ok(represent(await this.table.replace({ ...body, baseStation: path.baseStation }, matching(ifMatch))));
  }

  @Operation(HANDOVER, 'addressDelete')
  async addressDelete({ path, ifMatch }: HandoverRequest<'addressDelete'>): Promise<Reply> {
    await this.table.remove(path.baseStation, matching(ifMatch));
    return noContent();
  }
}

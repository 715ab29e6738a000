import { Controller } from '@nestjs/common';
import { created, KnownAttributes, matching, noContent, ok, Operation, reply, type Reply, represent } from '../../common/operation/index.js';
import { BearersOfUes } from '../domain/operator/bearers-of-ues.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { RanLinks } from './ran-links.js';

@Controller()
export class BearersController {
  constructor(
    private readonly bearers: BearersOfUes,
    private readonly known: KnownAttributes,
    private readonly links: RanLinks,
  ) {}

  @Operation(DOCUMENT, 'bearersGet')
  async bearersGet({ path, ifNoneMatch }: Request<'bearersGet'>): Promise<Reply> {
    return reply(represent(await this.bearers.list(path.ueId)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'bearersPost')
  async bearersPost({ path, body }: Request<'bearersPost'>): Promise<Reply> {
    const bearer = await this.bearers.add(path.ueId, this.known.of(DOCUMENT, 'Bearer', body));
    return created(this.links.resource('ues', path.ueId, 'bearers', String(bearer.erabId)), represent(bearer));
  }

  @Operation(DOCUMENT, 'bearerGet')
  async bearerGet({ path, ifNoneMatch }: Request<'bearerGet'>): Promise<Reply> {
    return reply(represent(await this.bearers.get(path.ueId, Number(path.erabId))), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'bearerPut')
  async bearerPut({ path, body, ifMatch }: Request<'bearerPut'>): Promise<Reply> {
    return ok(represent(await this.bearers.replace(path.ueId, { ...this.known.of(DOCUMENT, 'Bearer', body), erabId: Number(path.erabId) }, matching(ifMatch))));
  }

  @Operation(DOCUMENT, 'bearerDelete')
  async bearerDelete({ path, ifMatch }: Request<'bearerDelete'>): Promise<Reply> {
    await this.bearers.remove(path.ueId, Number(path.erabId), matching(ifMatch));
    return noContent();
  }
}

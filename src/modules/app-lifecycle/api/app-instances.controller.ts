import { Controller } from '@nestjs/common';
import { requireMatch } from '../../common/http/index.js';
import { ApiDocuments, created, noContent, Operation, reply, type Reply, represent } from '../../common/operation/index.js';
import { ResourceQuery } from '../../common/query/index.js';
import { RuntimeHeader } from '../../container-runtime/index.js';
import { LifecycleInstances } from '../domain/instance/lifecycle-instances.js';
import { LifecycleLinks } from '../domain/lifecycle-links.js';
import { InstanceRepresentation } from './instance-representation.js';
import { DOCUMENT, type Request } from './operation-request.js';

const LEFT_OUT_BY_DEFAULT = ['vimConnectionInfo', '_links/instantiate', '_links/terminate', '_links/operate'];

/** Application instances (MEC 010-2, 7.4.1 and 7.4.2). */
@Controller()
export class AppInstancesController {
  private readonly query: ResourceQuery;

  constructor(
    private readonly instances: LifecycleInstances,
    private readonly representation: InstanceRepresentation,
    private readonly links: LifecycleLinks,
    private readonly runtime: RuntimeHeader,
    documents: ApiDocuments,
  ) {
    this.query = new ResourceQuery(documents.get(DOCUMENT), 'AppInstanceInfo', 'application instances', LEFT_OUT_BY_DEFAULT);
  }

  @Operation(DOCUMENT, 'AppinstancesPOST')
  async appInstancesPost({ body }: Request<'AppinstancesPOST'>): Promise<Reply> {
    const instance = await this.instances.create(body);
    return this.runtime.on(created(this.links.instance(instance.appInstanceId), this.representation.whole(instance)));
  }

  @Operation(DOCUMENT, 'AppinstancesGET')
  async appInstancesGet({ query, ifNoneMatch }: Request<'AppinstancesGET'>): Promise<Reply> {
    const view = this.query.read(query);
    const all = (await this.instances.all()).map((instance) => this.representation.info(instance));
    return this.runtime.on(reply(represent(all.filter((info) => view.matches(info)).map((info) => view.select(info))), ifNoneMatch));
  }

  @Operation(DOCUMENT, 'AppinstancesGETAppinstanceid')
  async appInstanceGet({ path, ifNoneMatch }: Request<'AppinstancesGETAppinstanceid'>): Promise<Reply> {
    return this.runtime.on(reply(this.representation.whole(await this.instances.require(path.appInstanceId)), ifNoneMatch));
  }

  @Operation(DOCUMENT, 'AppinstancesDELETEAppinstanceid')
  async appInstanceDelete({ path, ifMatch }: Request<'AppinstancesDELETEAppinstanceid'>): Promise<Reply> {
    await this.instances.delete(path.appInstanceId, (present) => requireMatch(ifMatch, this.representation.whole(present).etag));
    return this.runtime.on(noContent());
  }
}

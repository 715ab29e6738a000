import { Controller } from '@nestjs/common';
import { created, KnownAttributes, matching, noContent, ok, Operation, reply, type Reply, represent, representList } from '../../common/operation/index.js';
import { Users } from '../domain/placement/users.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { PlacementLinks } from './placement-links.js';

/** Who uses an application, and where. */
@Controller()
export class UsersController {
  constructor(
    private readonly users: Users,
    private readonly known: KnownAttributes,
    private readonly links: PlacementLinks,
  ) {}

  @Operation(DOCUMENT, 'placementUsersGet')
  placementUsersGet({ path, query, ifNoneMatch }: Request<'placementUsersGet'>): Reply {
    return reply(representList(this.users.list(path.applicationId, query.cloudId).map(represent)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementUserGet')
  placementUserGet({ path, ifNoneMatch }: Request<'placementUserGet'>): Reply {
    return reply(represent(this.users.get(path)), ifNoneMatch);
  }

  @Operation(DOCUMENT, 'placementUserPut')
  async placementUserPut({ path, body, ifMatch, ifNoneMatch }: Request<'placementUserPut'>): Promise<Reply> {
    const { user, isNew } = await this.users.put(path, this.known.strictly(DOCUMENT, 'PlacedUser', body), matching(ifMatch, ifNoneMatch));
    return isNew ? created(this.links.resource('applications', path.applicationId, 'users', path.userId), represent(user)) : ok(represent(user));
  }

  @Operation(DOCUMENT, 'placementUserDelete')
  async placementUserDelete({ path, ifMatch }: Request<'placementUserDelete'>): Promise<Reply> {
    await this.users.remove(path, matching(ifMatch));
    return noContent();
  }

  @Operation(DOCUMENT, 'placementUserPlacePut')
  async placementUserPlacePut({ path, body, ifMatch }: Request<'placementUserPlacePut'>): Promise<Reply> {
    return ok(represent(await this.users.place(path, this.known.strictly(DOCUMENT, 'UserPlace', body), matching(ifMatch))));
  }
}

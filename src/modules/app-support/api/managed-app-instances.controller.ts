import { Controller } from '@nestjs/common';
import { type AppInstance, AppInstances } from '../../app-instance/index.js';
import { RuleEffects } from '../../app-rules/index.js';
import { accepted, Operation, reply, type Reply, type Representation, represent, representList } from '../../common/operation/index.js';
import type { Termination } from '../domain/termination.js';
import { Terminations } from '../domain/terminations.js';
import { AppSupportLinks } from './app-support-links.js';
import { MM5, type Mm5Request } from './operation-request.js';

/** What a platform manager does with application instances. */
@Controller()
export class ManagedAppInstancesController {
  constructor(
    private readonly appInstances: AppInstances,
    private readonly terminations: Terminations,
    private readonly ruleEffects: RuleEffects,
    private readonly links: AppSupportLinks,
  ) {}

  @Operation(MM5, 'appInstancesGet')
  async appInstancesGet({ query, ifNoneMatch }: Mm5Request<'appInstancesGet'>): Promise<Reply> {
    const terminations = new Map((await this.terminations.all()).map((termination) => [termination.appInstanceId, termination]));
    const found = this.appInstances.all().filter(({ state }) => query.state === undefined || query.state === state);
    return reply(representList(found.map((instance) => this.represent(instance, terminations.get(instance.appInstanceId)))), ifNoneMatch);
  }

  @Operation(MM5, 'appInstanceGet')
  async appInstanceGet({ path, ifNoneMatch }: Mm5Request<'appInstanceGet'>): Promise<Reply> {
    return reply(await this.current(path.appInstanceId), ifNoneMatch);
  }

  @Operation(MM5, 'appInstanceTerminate')
  async appInstanceTerminate({ path, body }: Mm5Request<'appInstanceTerminate'>): Promise<Reply> {
    const { appInstanceId } = path;
    const before = this.appInstances.require(appInstanceId);
    await this.terminations.begin(appInstanceId, body.operationAction, body.maxGracefulTimeout);
    await this.ruleEffects.settled();
    // One that has ended at once is shown as it was when it had to end.
    const gone = this.represent({ ...before, state: body.operationAction });
    return accepted(this.links.managed(appInstanceId), this.appInstances.get(appInstanceId) ? await this.current(appInstanceId) : gone);
  }

  private async current(appInstanceId: string): Promise<Representation> {
    const instance = this.appInstances.require(appInstanceId);
    return this.represent(instance, await this.terminations.find(appInstanceId));
  }

  private represent({ appInstanceId, appName, origin, state, createdAt }: AppInstance, termination?: Termination): Representation {
    return represent({
      appInstanceId,
      appName,
      origin,
      state,
      ...(termination && { termination: this.timeLeft(termination) }),
      createdAt: new Date(createdAt).toISOString(),
      _links: {
        self: { href: this.links.managed(appInstanceId) },
        trafficRules: { href: this.links.managed(appInstanceId, 'traffic_rules') },
        dnsRules: { href: this.links.managed(appInstanceId, 'dns_rules') },
      },
    });
  }

  private timeLeft({ operationAction, maxGracefulTimeout, dueAt }: Termination): object {
    return { operationAction, maxGracefulTimeout, dueAt: new Date(dueAt).toISOString() };
  }
}

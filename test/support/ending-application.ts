import { type CallbackSink, startCallbackSink } from './callback-sink.js';
import { eventually } from './eventually.js';
import { APP_INSTANCES, applicationOf, type AppTerminationNotification, instanceOf, type ManagedApplications, REGISTRATIONS, type RuleState, TABLES } from './managed-applications.js';
import { registerService, SERVICES, servicesOf, subscribe, subscriptionsOf } from './service-management.js';

/** Where applications are told of their end, and of services that come and go; named by the appInstanceId of the subscriber. */
export interface Sinks {
  endings: CallbackSink<AppTerminationNotification>;
  services: CallbackSink;
}

export const startSinks = async (): Promise<Sinks> => ({
  endings: await startCallbackSink<AppTerminationNotification>({ document: 'mec011-app-support', operationId: 'appTerminationNotificationPOST' }),
  services: await startCallbackSink(),
});

/** An application with everything that one can have, which follows its own service, and an observer that follows it too. */
export class EndingApplication {
  private constructor(
    public world: ManagedApplications,
    private readonly sinks: Sinks,
    readonly id: string,
    readonly observer: string,
    /** Nobody else's service has this name. */
    readonly serName: string,
    readonly endSubscription: string,
    readonly trafficRule: string,
    readonly dnsRule: string,
  ) {}

  static async enter(world: ManagedApplications, sinks: Sinks): Promise<EndingApplication> {
    const [id, observer] = [await world.register(), await world.register()];
    for (const follower of [id, observer]) await subscribe(world.api, follower, sinks.services.url(follower));
    const endSubscription = await world.subscribeToEnd(id, sinks.endings.url(id));
    const { serName } = await registerService(world.api, id);
    const [trafficRule, dnsRule] = [await world.addRule(id, 'traffic'), await world.addRule(id, 'dns')];
    const entered = new EndingApplication(world, sinks, id, observer, serName, endSubscription, trafficRule, dnsRule);
    for (const follower of [id, observer]) await eventually(() => expect(entered.toldOf(follower, serName)).toEqual(['ADDED']));
    return entered;
  }

  /** What it was told of its own end, in order. */
  get announcements(): AppTerminationNotification[] {
    return this.sinks.endings.at(this.id);
  }

  async ruleStates(): Promise<RuleState[]> {
    return [(await this.world.rule(this.trafficRule)).state, (await this.world.rule(this.dnsRule)).state];
  }

  /** Names of all services that a consumer finds. */
  async serviceNames(): Promise<string[]> {
    const { body } = await this.world.api.get(SERVICES).expect(200);
    return (body as { serName: string }[]).map(({ serName }) => serName);
  }

  /** The observer was told of the removal of its service, and itself was not; a change after that has come. */
  async expectRemovalTold(): Promise<void> {
    const { world, observer, serName } = this;
    await eventually(() => expect(this.toldOf(observer, serName)).toEqual(['ADDED', 'REMOVED']));
    const { serName: later } = await registerService(world.api, observer);
    await eventually(() => expect(this.toldOf(observer, later)).toEqual(['ADDED']));
    expect(this.toldOf(this.id, serName)).toEqual(['ADDED']);
    expect(this.toldOf(this.id, later)).toEqual([]);
    expect(await this.serviceNames()).not.toContain(serName);
  }

  /** Nothing of the application can be found any more, neither by a client nor in the database. */
  async expectGone(): Promise<void> {
    const { world, id } = this;
    const lists = ['subscriptions', 'traffic_rules', 'dns_rules'].map((resource) => `${applicationOf(id)}/${resource}`);
    const paths = [instanceOf(id), `${REGISTRATIONS}/${id}`, servicesOf(id), subscriptionsOf(id), this.endSubscription, this.trafficRule, this.dnsRule, ...lists];
    for (const path of paths) await world.api.get(path).expect(404);
    const { body } = await world.api.get(APP_INSTANCES).expect(200);
    expect((body as { appInstanceId: string }[]).map(({ appInstanceId }) => appInstanceId)).not.toContain(id);
    for (const table of TABLES) expect([table, await world.rows(`SELECT * FROM ${table} WHERE app_instance_id = '${id}'`)]).toEqual([table, []]);
  }

  /** Services and subscriptions have gone; the instance rests with its rules. */
  async expectStopped(): Promise<void> {
    const { world, id } = this;
    const stopped = await world.instance(id);
    expect(stopped).toMatchObject({ state: 'STOPPED' });
    expect(stopped).not.toHaveProperty('termination');
    expect(await this.ruleStates()).toEqual(['INACTIVE', 'INACTIVE']);
    await world.api.get(this.endSubscription).expect(404);
    for (const list of [subscriptionsOf(id), `${applicationOf(id)}/subscriptions`])
      expect((await world.api.get(list).expect(200)).body).toMatchObject({ _links: { subscriptions: [] } });
    expect((await world.api.get(servicesOf(id)).expect(200)).body).toEqual([]);
    for (const table of ['termination', 'service', 'subscription']) expect([table, await world.rows(`SELECT * FROM ${table} WHERE app_instance_id = '${id}'`)]).toEqual([table, []]);
  }

  /** What a subscriber was told of one service, in order. */
  private toldOf(subscriber: string, serName: string): string[] {
    const references = this.sinks.services.at(subscriber).flatMap(({ serviceReferences }) => serviceReferences);
    return references.filter((reference) => reference.serName === serName).map(({ changeType }) => changeType);
  }
}

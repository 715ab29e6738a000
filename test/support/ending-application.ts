import { type CallbackSink, startCallbackSink } from './callback-sink.js';
import { eventually } from './eventually.js';
import { APP_INSTANCES, applicationOf, type AppTerminationNotification, instanceOf, type ManagedApplications, REGISTRATIONS, type RuleState, TABLES } from './managed-applications.js';
import { registerService, SERVICES, servicesOf, subscribe, subscriptionsOf } from './service-management.js';

/** An application with everything that one can have, which follows its own service, and an observer that follows it too. */
export class EndingApplication {
  id!: string;
  observer!: string;
  /** Nobody else's service has this name. */
  serName!: string;
  endSubscription!: string;
  trafficRule!: string;
  dnsRule!: string;
  /** Where applications are told of their end; named by the appInstanceId of the subscriber, as in `services`. */
  endings!: CallbackSink<AppTerminationNotification>;
  services!: CallbackSink;

  constructor(private readonly world: ManagedApplications) {}

  async listen(): Promise<void> {
    this.endings = await startCallbackSink<AppTerminationNotification>({ document: 'mec011-app-support', operationId: 'appTerminationNotificationPOST' });
    this.services = await startCallbackSink();
  }

  /** Becomes another application, which is told of everything that its subscriptions concern. */
  async enter(): Promise<void> {
    const { world } = this;
    this.endings.answerAlways({ status: 204 });
    [this.id, this.observer] = [await world.register(), await world.register()];
    for (const follower of [this.id, this.observer]) await subscribe(world.api, follower, this.services.url(follower));
    this.endSubscription = await world.subscribeToEnd(this.id, this.endings.url(this.id));
    ({ serName: this.serName } = await registerService(world.api, this.id));
    [this.trafficRule, this.dnsRule] = [await world.addRule(this.id, 'traffic'), await world.addRule(this.id, 'dns')];
    for (const follower of [this.id, this.observer]) await eventually(() => expect(this.toldOf(follower, this.serName)).toEqual(['ADDED']));
  }

  /** What it was told of its own end, in order. */
  get announcements(): AppTerminationNotification[] {
    return this.endings.at(this.id);
  }

  /** Waits until it was told as often of its own end. */
  async told(count: number): Promise<void> {
    await eventually(() => expect(this.announcements).toHaveLength(count));
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
    const references = this.services.at(subscriber).flatMap(({ serviceReferences }) => serviceReferences);
    return references.filter((reference) => reference.serName === serName).map(({ changeType }) => changeType);
  }
}

/** For each test of the `describe` that calls this: another application. `before` may start the platform that it enters. */
export function useEndingApplication(world: ManagedApplications, before: () => Promise<void> = async () => undefined): EndingApplication {
  const ending = new EndingApplication(world);
  beforeAll(() => ending.listen());
  beforeEach(async () => {
    await before();
    await ending.enter();
  });
  return ending;
}

import { type CallbackSink, startCallbackSink } from '../../support/callback-sink.js';
import { eventually } from '../../support/eventually.js';
import { category, createApplication, type ServiceFilteringCriteria, type ServiceInfo } from '../../support/factories.js';
import { registerService, serviceOf, subscribe } from '../../support/service-management.js';
import { usePlatform } from '../../support/use-platform.js';

describe('filters of subscriptions', () => {
  const { platform, api, application: producer } = usePlatform();

  let sink: CallbackSink;
  let consumer: string;
  let count = 0;

  beforeAll(async () => {
    sink = await startCallbackSink();
    consumer = await createApplication(platform);
  });

  const change = (service: ServiceInfo, changes: Partial<ServiceInfo>) =>
    api.put(serviceOf(producer, service.serInstanceId)).send({ ...service, ...changes }).expect(200);

  /** What one subscription is told, as name, change and state. */
  const told = (name: string) =>
    sink.at(name).flatMap(({ serviceReferences }) => serviceReferences.map(({ serName, changeType, state }) => `${serName} ${changeType} ${state}`));

  async function registerTwoServices(): Promise<{ first: ServiceInfo; second: ServiceInfo }> {
    const first = await registerService(api, producer, { serName: 'first', serCategory: category('media') });
    const second = await registerService(api, producer, { serName: 'second', scopeOfLocality: 'MEC_SYSTEM' });
    return { first, second };
  }

  async function changeBoth({ first, second }: { first: ServiceInfo; second: ServiceInfo }): Promise<void> {
    await change(first, { state: 'INACTIVE' });
    await change(second, { version: '2.0' });
    await change(first, { state: 'ACTIVE', version: '2.0' });
    await change(second, { state: 'SUSPENDED', version: '2.0' });
    for (const { serInstanceId } of [first, second]) await api.delete(serviceOf(producer, serInstanceId)).expect(204);
  }

  const ALL = [
    'first ADDED ACTIVE',
    'second ADDED ACTIVE',
    'first STATE_CHANGED INACTIVE',
    'second ATTRIBUTES_CHANGED ACTIVE',
    'first ATTRIBUTES_CHANGED ACTIVE',
    'second STATE_CHANGED SUSPENDED',
    'first REMOVED ACTIVE',
    'second REMOVED SUSPENDED',
  ];
  const OF = (name: string) => ALL.filter((line) => line.startsWith(name));
  const IN = (...states: string[]) => ALL.filter((line) => states.some((state) => line.endsWith(` ${state}`)));

  it.each<[string, ServiceFilteringCriteria | undefined, string[]]>([
    ['nothing', undefined, ALL],
    ['an empty object', {}, ALL],
    ['empty lists only', { serInstanceIds: [], serNames: [], serCategories: [], states: [] }, ALL],
    ['a name', { serNames: ['first'] }, OF('first')],
    ['two names', { serNames: ['second', 'first'] }, ALL],
    ['an unknown name', { serNames: ['third'] }, []],
    ['a category', { serCategories: [category('media')] }, OF('first')],
    ['a category by its id alone', { serCategories: [{ ...category('media'), name: 'other', version: '9', href: '/x' }] }, OF('first')],
    ['two categories', { serCategories: [category('other'), category('media')] }, OF('first')],
    ['a state alone', { states: ['SUSPENDED'] }, IN('SUSPENDED')],
    ['another state alone', { states: ['INACTIVE'] }, IN('INACTIVE')],
    ['two states', { states: ['INACTIVE', 'SUSPENDED'] }, IN('INACTIVE', 'SUSPENDED')],
    ['local services', { isLocal: true }, ALL],
    ['services elsewhere', { isLocal: false }, []],
    ['a name and a state', { serNames: ['first'], states: ['ACTIVE'] }, OF('first').filter((line) => line.endsWith(' ACTIVE'))],
    ['a category, a state and local ones', { serCategories: [category('media')], states: ['INACTIVE'], isLocal: true }, ['first STATE_CHANGED INACTIVE']],
    ['a name and services elsewhere', { serNames: ['first'], isLocal: false }, []],
  ])('criteria: %s', async (_name, criteria, expected) => {
    const name = `filter-${++count}`;
    await subscribe(api, consumer, sink.url(name), criteria);
    await changeBoth(await registerTwoServices());
    await expectExactly(name, criteria, expected);
  });

  /**
   * Makes one more change that the subscription has to be told of: since its notifications come in order, nothing else can come after
   * that. Where nothing can match, a subscription to everything shows that the change was told.
   */
  async function expectExactly(name: string, criteria: ServiceFilteringCriteria | undefined, expected: string[]): Promise<void> {
    const matchable = criteria?.isLocal !== false;
    const serName = criteria?.serNames?.at(-1) ?? 'marker';
    const state = criteria?.states?.[0] ?? 'ACTIVE';
    const serCategory = criteria?.serCategories?.[0];
    const everything = `${name}-everything`;
    await subscribe(api, consumer, sink.url(everything));
    await registerService(api, producer, { serName, state, version: 'marker', ...(serCategory && { serCategory }) });
    const line = `${serName} ADDED ${state}`;
    await eventually(() => expect(told(everything)).toEqual([line]));
    await eventually(() => expect(told(name)).toEqual(matchable ? [...expected, line] : expected));
  }

  it('criteria: the ids of services', async () => {
    const { first, second } = await registerTwoServices();
    await subscribe(api, consumer, sink.url('one'), { serInstanceIds: [first.serInstanceId] });
    await subscribe(api, consumer, sink.url('both'), { serInstanceIds: [second.serInstanceId, first.serInstanceId] });
    await subscribe(api, consumer, sink.url('one-suspended'), { serInstanceIds: [second.serInstanceId], states: ['SUSPENDED'] });
    await changeBoth({ first, second });
    const changes = ALL.slice(2);
    await eventually(() => expect(told('both')).toEqual(changes));
    await eventually(() => expect(told('one')).toEqual(changes.filter((line) => line.startsWith('first'))));
    await eventually(() => expect(told('one-suspended')).toEqual(['second STATE_CHANGED SUSPENDED', 'second REMOVED SUSPENDED']));
  });

  it('match the name after a change, not the one before', async () => {
    await subscribe(api, consumer, sink.url('new-name'), { serNames: ['new-name'] });
    await subscribe(api, consumer, sink.url('old-name'), { serNames: ['old-name'] });
    const service = await registerService(api, producer, { serName: 'old-name' });
    await change(service, { serName: 'new-name' });
    await registerService(api, producer, { serName: 'old-name', state: 'INACTIVE' });
    await eventually(() => expect(told('new-name')).toEqual(['new-name ATTRIBUTES_CHANGED ACTIVE']));
    await eventually(() => expect(told('old-name')).toEqual(['old-name ADDED ACTIVE', 'old-name ADDED INACTIVE']));
  });
});

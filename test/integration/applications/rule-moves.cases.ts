import type { RuleKey } from '../../../src/modules/app-rules/index.js';
import { TRAFFIC_RULE_CHANGED } from '../../../src/modules/app-rules/index.js';
import { impossible, unavailable } from '../../../src/modules/common/problem/index.js';
import type { Transaction } from '../../../src/modules/common/unit-of-work/index.js';
import type { Forward } from '../../../src/modules/data-plane/index.js';
import { executeSql, withoutWrites } from '../../support/database-outage.js';
import { applicationOf, RULE_KINDS, useApplications, useApplicationsAnew } from '../../support/managed-applications.js';
import { RecordingEffect } from '../../support/recording-effect.js';
import { MovesOf } from '../../support/rule-moves.js';

const { body } = RULE_KINDS.traffic;
const FAILED = new Error('The caller could not record it.');
const nothing = async () => undefined;
const forwardTo = (key: string, to = '192.0.2.1'): Forward => ({ key, address: '10.45.0.9', to });

describe('rules that are withheld', () => {
  const world = useApplications();
  const platform = new MovesOf(world);
  let effect: RecordingEffect;
  let application: string;

  beforeAll(() => {
    effect = RecordingEffect.install(world, 'traffic');
  });
  beforeEach(async () => {
    effect.failure = () => undefined;
    effect.refusal = () => undefined;
    application = await world.register();
  });

  const pathOf = ({ trafficRuleId }: RuleKey) => `${world.rulesOf(application, 'traffic')}/${trafficRuleId}`;
  const ownPathOf = ({ trafficRuleId }: RuleKey) => `${applicationOf(application)}/traffic_rules/${trafficRuleId}`;
  const inEffect = () => Object.keys(effect.of(application)).sort();
  const put = (path: string, changes: object) => world.api.put(path).send({ ...body(changes), trafficRuleId: 'ignored' });

  describe('when they are staged', () => {
    it('have no effect and are shown as INACTIVE, whatever their application asks for', async () => {
      const [one] = await platform.stage(application, { one: {} });
      expect(platform.moves.isWithheld(one!)).toBe(true);
      for (const path of [pathOf(one!), ownPathOf(one!)]) expect(await world.rule(path)).toMatchObject({ state: 'INACTIVE', priority: 10 });
      const { length } = effect.changes;
      for (const path of [pathOf(one!), ownPathOf(one!)])
        expect((await put(path, { priority: 20, state: 'ACTIVE' }).expect(200)).body).toMatchObject({ state: 'INACTIVE', priority: 20 });
      expect(effect.changes).toHaveLength(length);
      await platform.moves.move({ release: [one!] }, nothing);
      expect(effect.of(application)).toMatchObject({ one: { priority: 20, state: 'ACTIVE' } });
      expect(await world.rule(pathOf(one!))).toMatchObject({ state: 'ACTIVE', priority: 20 });
    });

    it('stay without effect when their application stops and starts, and go when it ends', async () => {
      const [one] = await platform.stage(application, { one: {} });
      await world.addRule(application, 'traffic', { trafficRuleId: 'own' });
      await world.terminate(application, 'STOPPING', 0).expect(202);
      await world.ready(application).expect(204);
      expect(inEffect()).toEqual(['own']);
      await world.terminate(application, 'TERMINATING', 0).expect(202);
      expect(platform.moves.isWithheld(one!)).toBe(false);
      expect(await world.rows(`SELECT * FROM app_rule WHERE app_instance_id = '${application}'`)).toEqual([]);
      await platform.unit((transaction) => platform.moves.purge(transaction, [one!]));
      await platform.moves.move({ release: [one!], withhold: [{ ...one!, trafficRuleId: 'own' }] }, nothing);
      expect(inEffect()).toEqual([]);
    });

    it('are all there or none', async () => {
      await world.addRule(application, 'traffic', { trafficRuleId: 'taken' });
      await expect(platform.stage(application, { one: {}, taken: {} })).rejects.toMatchObject({ status: 409 });
      await expect(platform.stage(application, { one: {}, two: { trafficFilter: [{ srcAddress: ['nowhere'] }] } })).rejects.toMatchObject({ status: 400 });
      await expect(platform.stage('unknown', { one: {} })).rejects.toMatchObject({ status: 404 });
      effect.refusal = ({ state }) => (state === 'ACTIVE' ? impossible('Never.') : undefined);
      await expect(platform.stage(application, { one: { state: 'INACTIVE' }, two: {} })).rejects.toMatchObject({ status: 422 });
      expect(platform.rules.list(application).map(({ ruleId }) => ruleId)).toEqual(['taken']);
      await platform.stage(application, { one: { state: 'INACTIVE' } });
    });

    it('are purged, unless they have been released', async () => {
      const keys = await platform.stage(application, { one: {}, two: {} });
      await platform.moves.move({ release: [keys[0]!] }, nothing);
      await platform.unit((transaction) => platform.moves.purge(transaction, [...keys, { appInstanceId: application, trafficRuleId: 'unknown' }]));
      expect(platform.rules.list(application).map(({ ruleId }) => ruleId)).toEqual(['one']);
      expect(inEffect()).toEqual(['one']);
    });

    it('can be removed by a platform manager', async () => {
      const [one] = await platform.stage(application, { one: {} });
      const changes: string[] = [];
      world.eventLog.follow(TRAFFIC_RULE_CHANGED, ({ payload: { change, rule } }) => void changes.push(`${change} ${rule.ruleId} ${String(rule.withheld)}`));
      await put(pathOf(one!), { priority: 30 }).expect(200);
      await world.api.delete(pathOf(one!)).expect(204);
      expect(changes).toEqual(['REPLACED one true', 'REMOVED one true']);
    });
  });

  describe('when they are moved', () => {
    let staged: RuleKey[];
    const home: RuleKey = { appInstanceId: '', trafficRuleId: 'home' };
    const guest: RuleKey = { appInstanceId: '', trafficRuleId: 'guest' };

    beforeEach(async () => {
      home.appInstanceId = guest.appInstanceId = application;
      staged = await platform.stage(application, { one: {}, two: { priority: 30 }, resting: { state: 'INACTIVE' } });
      for (const trafficRuleId of ['home', 'guest', 'other']) await world.addRule(application, 'traffic', { trafficRuleId });
      await platform.moves.move({ forwards: { put: [forwardTo('early')] } }, nothing);
    });
    afterEach(() => platform.moves.move({ forwards: { remove: ['early', 'late'] } }, nothing));

    const all = () => ({ release: staged, withhold: [home], remove: [guest], forwards: { put: [forwardTo('late')], remove: ['early'] } });

    /** Which rules the last change says to arrive. */
    const arrived = () => effect.changes.at(-1)!.arriving.map((key) => (JSON.parse(key) as [string, string])[1]);

    async function situation() {
      const rows = await world.rows(`SELECT * FROM app_rule WHERE app_instance_id = '${application}' ORDER BY rule_id`);
      return { rows, effect: effect.of(application), forwards: [...effect.forwards.values()], events: (await world.eventLog.read(0)).length };
    }

    it('are so by one change of the effect and one unit of work', async () => {
      const { length } = effect.changes;
      let seen: unknown[] = [];
      await platform.moves.move(all(), async () => {
        seen = [effect.changes.length, inEffect(), platform.moves.isWithheld(home)];
      });
      expect(seen).toEqual([length + 1, ['one', 'other', 'two'], false]);
      expect(effect.changes).toHaveLength(length + 1);
      expect([...effect.forwards.keys()]).toEqual(['late']);
      expect([...staged, home].map((key) => platform.moves.isWithheld(key))).toEqual([false, false, false, true]);
      const shown = platform.rules.list(application).map((rule) => `${rule.ruleId} ${platform.rules.stateOf(rule)}`).sort();
      expect(shown).toEqual(['home INACTIVE', 'one ACTIVE', 'other ACTIVE', 'resting INACTIVE', 'two ACTIVE']);
      await put(pathOf(staged[2]!), {}).expect(200);
      expect(inEffect()).toEqual(['one', 'other', 'resting', 'two']);
    });

    it('arrive with their UE if they are released, and only then', async () => {
      await platform.moves.move({ ...all(), release: [...staged, { ...home, trafficRuleId: 'other' }] }, nothing);
      expect(arrived()).toEqual(['one', 'two']);
      await put(pathOf(staged[0]!), { priority: 40 }).expect(200);
      await put(pathOf(staged[2]!), {}).expect(200);
      expect([effect.changes.at(-1)!.put.map(({ ruleId }) => ruleId), arrived()]).toEqual([['resting'], []]);
    });

    it('again, or without anything to do, change nothing, and are recorded', async () => {
      await platform.moves.move(all(), nothing);
      const before = await situation();
      const { length } = effect.changes;
      let recorded = 0;
      for (const move of [all(), {}]) await platform.moves.move(move, async () => void recorded++);
      expect([recorded, effect.changes.slice(length).filter(({ put: rules, remove }) => rules.length + remove.length > 0)]).toEqual([2, []]);
      expect(await situation()).toEqual(before);
    });

    it.each([['422', impossible('Never.')], ['503', unavailable('Not now.')]])('are as before if the effect is refused with %s, and nobody records anything', async (status, refusal) => {
      const before = await situation();
      effect.failure = () => refusal;
      let recorded = false;
      await expect(platform.moves.move(all(), async () => void (recorded = true))).rejects.toMatchObject({ status: Number(status) });
      effect.failure = () => undefined;
      expect([recorded, await situation()]).toEqual([false, before]);
    });

    it('are as before if the caller cannot record it', async () => {
      const before = await situation();
      await expect(platform.moves.move(all(), async () => Promise.reject(FAILED))).rejects.toBe(FAILED);
      expect(await situation()).toEqual(before);
      await platform.moves.move(all(), nothing);
      expect(inEffect()).toEqual(['one', 'other', 'two']);
    });

    it('are as before if nothing can be recorded, as soon as that can be brought about', async () => {
      const before = await situation();
      await withoutWrites(world.platform.databaseUrl, async () => {
        let changes = 0;
        effect.failure = () => (changes++ === 0 ? undefined : unavailable('Not now.'));
        await expect(platform.moves.move(all(), nothing)).rejects.toThrow();
      });
      expect(inEffect()).toEqual(['one', 'other', 'two']);
      effect.failure = () => undefined;
      await world.passTimeUntil(async () => expect(await situation()).toEqual(before));
    });

    it('are refused, all of them, if one has been removed behind the back of the platform', async () => {
      const { length } = effect.changes;
      await executeSql(world.platform.databaseUrl, `DELETE FROM app_rule WHERE app_instance_id = '${application}' AND rule_id = 'one'`);
      await expect(platform.moves.move({ release: staged }, nothing)).rejects.toMatchObject({ status: 404 });
      expect(effect.changes).toHaveLength(length + 2);
      expect(inEffect()).toEqual(['guest', 'home', 'other']);
      await platform.moves.move({ release: staged.slice(1) }, nothing);
      expect(inEffect()).toEqual(['guest', 'home', 'other', 'two']);
    });
  });

  describe('of many callers at once', () => {
    const MANY = 500;
    const [first, middle, last] = [0, 300, MANY - 1];
    let keys: RuleKey[];

    beforeEach(async () => {
      keys = await platform.stage(application, Object.fromEntries(Array.from({ length: MANY }, (_, number) => [`rule-${String(number).padStart(3, '0')}`, { priority: number % 256 }])));
    });

    const release = (record: (number: number, transaction: Transaction) => Promise<void>) =>
      Promise.allSettled(keys.map((key, number) => platform.moves.move({ release: [key] }, (transaction) => record(number, transaction))));
    const rejectedOf = (outcomes: PromiseSettledResult<void>[]) => outcomes.flatMap(({ status }, number) => (status === 'rejected' ? [number] : []));
    const namesBut = (...numbers: number[]) => keys.map(({ trafficRuleId }) => trafficRuleId).filter((_id, number) => !numbers.includes(number));

    it('share changes of the effect', async () => {
      const { length } = effect.changes;
      const recorded = new Set<number>();
      expect(rejectedOf(await release(async (number) => void recorded.add(number)))).toEqual([]);
      expect(effect.changes.length - length).toBe(2);
      expect([recorded.size, inEffect()]).toEqual([MANY, namesBut()]);
      expect(keys.some((key) => platform.moves.isWithheld(key))).toBe(false);
    });

    it('are each refused for reasons of their own', async () => {
      const bad = new Set([first, middle, last].map((number) => keys[number]!.trafficRuleId));
      let attempts = 0;
      effect.failure = ({ put: rules }) => {
        attempts++;
        return rules.some(({ ruleId }) => bad.has(ruleId)) ? impossible('Never.') : undefined;
      };
      const recorded: number[] = [];
      expect(rejectedOf(await release(async (number) => void recorded.push(number)))).toEqual([first, middle, last]);
      expect(inEffect()).toEqual(namesBut(first, middle, last));
      expect([recorded.length, attempts < 100]).toEqual([MANY - bad.size, true]);
    });

    it('keep their effect without a gap when others cannot record theirs', async () => {
      const { length } = effect.changes;
      const outcomes = await release(async (number) => {
        if ([first, middle, last].includes(number)) throw FAILED;
      });
      expect(rejectedOf(outcomes)).toEqual([first, middle, last]);
      expect(inEffect()).toEqual(namesBut(first, middle, last));
      expect(effect.changes.slice(length).map(({ put: rules, remove }) => [rules.length, remove.length])).toEqual([[256, 0], [0, 1], [MANY - 256, 0], [0, 2]]);
      expect(keys.flatMap((key, number) => (platform.moves.isWithheld(key) ? [number] : []))).toEqual([first, middle, last]);
    });

    it('who move one rule do it one after another', async () => {
      const [key] = keys as [RuleKey];
      const order: string[] = [];
      const [one, two, three] = [
        platform.moves.move({ release: [key] }, async () => void order.push('released')),
        platform.moves.move({ withhold: [key] }, async () => void order.push('withheld')),
        platform.moves.move({ remove: [key] }, async () => void order.push('removed')),
      ];
      await Promise.all([one, two, three]);
      expect(order).toEqual(['released', 'withheld', 'removed']);
      expect([inEffect(), platform.rules.list(application).length]).toEqual([[], MANY - 1]);
    });
  });

  describe('and what tells of them', () => {
    it('finds rules by the single addresses that their filters name, in whatever spelling', async () => {
      const filters = { one: { srcAddress: ['10.9.0.1/32'] }, two: { dstAddress: ['FD00:9:0::1', '10.9.0.1-10.9.0.1'] }, three: { srcAddress: ['10.9.0.0/24'] } };
      await platform.stage(application, Object.fromEntries(Object.entries(filters).map(([id, filter]) => [id, { trafficFilter: [filter] }])));
      const found = (...addresses: string[]) => platform.rules.ofAddresses(addresses).map(({ ruleId }) => ruleId);
      expect([found('10.9.0.1'), found('fd00:9::1', '10.9.0.1').sort(), found('10.9.0.2'), found('10.9.0.0/24'), found('nowhere')]).toEqual([['one', 'two'], ['one', 'two'], [], [], []]);
      await put(`${world.rulesOf(application, 'traffic')}/two`, { trafficFilter: [{ dstAddress: ['10.9.0.2'] }] }).expect(200);
      expect([found('10.9.0.1'), found('10.9.0.2')]).toEqual([['one'], ['two']]);
      await world.terminate(application, 'TERMINATING', 0).expect(202);
      expect(found('10.9.0.1', '10.9.0.2')).toEqual([]);
    });

    it('checks rules without recording them', () => {
      const attributes = body() as Parameters<typeof platform.rules.check>[0];
      platform.rules.check(attributes);
      expect(() => platform.rules.check({ ...attributes, trafficFilter: [{ srcAddress: ['nowhere'] }] })).toThrow(expect.objectContaining({ status: 400 }));
      effect.refusal = () => impossible('Never.');
      expect(() => platform.rules.check(attributes)).toThrow(expect.objectContaining({ status: 422 }));
      platform.rules.check({ ...attributes, state: 'INACTIVE' });
      expect(platform.rules.all().filter(({ appInstanceId }) => appInstanceId === application)).toEqual([]);
    });
  });
});

describe('rules that were withheld when the platform ended', () => {
  const world = useApplicationsAnew();
  const platform = new MovesOf(world);

  it('are withheld when it starts again, and the others in effect', async () => {
    const application = await world.register();
    const [one, two] = await platform.stage(application, { one: {}, two: {} });
    const home = { appInstanceId: application, trafficRuleId: 'home' };
    await world.addRule(application, 'traffic', { trafficRuleId: 'home' });
    await platform.moves.move({ release: [one!], withhold: [home] }, nothing);
    await world.restart();
    expect([one!, two!, home].map((key) => platform.rules.stateOf(platform.get(key)))).toEqual(['ACTIVE', 'INACTIVE', 'INACTIVE']);
    await platform.moves.move({ release: [two!, home] }, nothing);
    expect([one!, two!, home].map((key) => platform.rules.stateOf(platform.get(key)))).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE']);
  });
});

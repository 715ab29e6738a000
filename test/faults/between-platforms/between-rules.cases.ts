import { jest } from '@jest/globals';
import { impossible } from '../../../src/modules/common/problem/index.js';
import { DataPlane } from '../../../src/modules/data-plane/index.js';
import { useCoast } from '../../support/handover/coast.js';
import { ruleFor } from '../../support/handover/member.js';
import type { Traveller } from '../../support/handover/traveller.js';

describe('between two platforms, the rules', () => {
  const coast = useCoast();
  const target = () => coast.at('mep-b');

  async function staged(car: Traveller): Promise<void> {
    await car.handover(1, 'quay', 'pier');
    await car.become({ 'mep-a': ['out TRANSFERRED'], 'mep-b': ['in STAGED'] });
  }

  /** Of the rules of the UE that a platform has, by their ids. */
  const priorities = async (car: Traveller, member: 'mep-a' | 'mep-b') => Object.fromEntries((await coast.at(member).rulesOf(car.address)).map(({ trafficRuleId, priority }) => [trafficRuleId, priority]));

  it('get other ids where theirs are taken, and go home under their own', async () => {
    const car = await coast.traveller();
    const [instance] = target().applications.slice(-1);
    await target().addRule(instance!, car.ruleId, ruleFor('10.99.0.1'));
    await car.moves('quay', 'pier');
    await car.restsAt('mep-b');
    const [guest] = await target().rulesOf(car.address);
    expect(guest!.trafficRuleId).toMatch(new RegExp(`^${car.ruleId}~[0-9a-f]{8}$`));
    await car.moves('pier', 'quay');
    await car.restsAt('mep-a');
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} ACTIVE`]);
    expect(await target().rulesOf('10.99.0.1')).toMatchObject([{ trafficRuleId: car.ruleId, state: 'ACTIVE' }]);
  });

  it('come home as they have been changed there meanwhile', async () => {
    const car = await coast.traveller();
    await car.moves('quay', 'pier');
    await car.restsAt('mep-b');
    await car.replaceRule({ priority: 99 });
    expect(await car.owners()).toEqual(['mep-b']);
    await car.moves('pier', 'quay');
    await car.restsAt('mep-a');
    expect(await priorities(car, 'mep-a')).toEqual({ [car.ruleId]: 99 });
  });

  it('stay where their application is, and follow when it comes', async () => {
    const car = await coast.traveller({ appName: 'rare', installedAt: ['mep-a'] });
    await car.handover(1, 'quay', 'pier');
    await car.become({ 'mep-a': ['out FAILED APPLICATION_MISSING'], 'mep-b': [] });
    await car.handover(3, 'quay', 'pier');
    await car.isAt('mep-b');
    await coast.watch(3000);
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} ACTIVE`]);
    await target().install('rare');
    await car.restsAt('mep-b', 500);
    expect(await car.states('mep-b')).toEqual(['in COMPLETED']);
  });

  it('are given back if their application ends there before the UE comes', async () => {
    const car = await coast.traveller();
    await staged(car);
    await target().end(target().applications.at(-1)!);
    await car.become({ 'mep-a': ['out FAILED APPLICATION_MISSING'], 'mep-b': ['in REJECTED APPLICATION_MISSING'] });
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} ACTIVE`]);
  });

  it('change while the target has them: it gets them anew, one and all', async () => {
    const car = await coast.traveller();
    await staged(car);
    await car.replaceRule({ priority: 7 });
    await car.become({ 'mep-a': ['out SUPERSEDED RULES_CHANGED', 'out TRANSFERRED'], 'mep-b': ['in SUPERSEDED NEWER_HANDOVER', 'in STAGED'] });
    await car.addRule('second');
    await car.become({ 'mep-a': ['out SUPERSEDED RULES_CHANGED', 'out SUPERSEDED RULES_CHANGED', 'out TRANSFERRED'] });
    await car.handover(3, 'quay', 'pier');
    await car.restsAt('mep-b');
    expect(await priorities(car, 'mep-b')).toEqual({ [car.ruleId]: 7, second: 10 });
    expect((await car.rules()).filter((rule) => rule.endsWith(' ACTIVE'))).toHaveLength(2);
  });

  it('change while they are on the way: the target gets both, the newer ones last', async () => {
    const car = await coast.traveller();
    coast.proxy.treat({ transfer: 'lose answer' });
    await car.handover(1, 'quay', 'pier');
    await car.become({ 'mep-a': ['out TRANSFERRING'], 'mep-b': ['in STAGED'] });
    await car.replaceRule({ priority: 7 });
    coast.proxy.calm();
    await car.become({ 'mep-a': ['out SUPERSEDED RULES_CHANGED', 'out TRANSFERRED'], 'mep-b': ['in SUPERSEDED NEWER_HANDOVER', 'in STAGED'] });
    await car.moves('quay', 'pier');
    await car.restsAt('mep-b');
    expect(await priorities(car, 'mep-b')).toEqual({ [car.ruleId]: 7 });
  });

  it('are all removed at home: nothing is left at the target', async () => {
    const car = await coast.traveller();
    await staged(car);
    await coast.home.end(car.application);
    await car.become({ 'mep-a': ['out CANCELLED RULES_GONE'], 'mep-b': ['in CANCELLED RULES_GONE'] });
    expect(await car.rules()).toEqual([]);
  });

  it('stay at the source if the data plane of the target refuses them, and follow when it does not', async () => {
    const car = await coast.traveller();
    await staged(car);
    const dataPlane = target().platform.server.app.get(DataPlane, { strict: false });
    const change = jest.spyOn(dataPlane, 'change').mockImplementation(({ put }) => (put.length > 0 ? Promise.reject(impossible('No.')) : Promise.resolve()));
    await car.handover(3, 'quay', 'pier');
    await car.become({ 'mep-a': ['out FAILED DATA_PLANE_FAILED'], 'mep-b': ['in REJECTED DATA_PLANE_FAILED'] });
    expect(await car.rules()).toEqual([`mep-a ${car.ruleId} ACTIVE`]);
    change.mockRestore();
    await car.restsAt('mep-b', 500);
  });
});

import { RequestedRules } from '../../../src/modules/app-lifecycle/domain/requested-rules.js';
import { UnitOfWork } from '../../../src/modules/common/unit-of-work/index.js';
import { Guests } from '../../../src/modules/handover/domain/record/guests.js';
import { eventually } from '../../support/eventually.js';
import { SOURCE, useTarget } from '../../support/handover/target-world.js';

const everywhere = { strict: false };

describe('rules from elsewhere', () => {
  const world = useTarget();
  const app = () => world.platform.server.app;

  it('stay when their application gets the rules that its descriptor asks for', async () => {
    const { handoverId } = await world.stage();
    await world.attach();
    await world.until(handoverId, 'COMPLETED');
    await app().get(RequestedRules, everywhere).putInPlace(world.application, {});
    expect(await world.stateOfRule('camera')).toBe('ACTIVE');
  });

  it('are forgotten at start if they were removed when the process died', async () => {
    const home = { homePlatformId: SOURCE, homeAppInstanceId: 'home-app', homeRuleId: 'camera' };
    const lost = { appInstanceId: world.application, trafficRuleId: 'lost' };
    await app().get(UnitOfWork, everywhere).run((transaction) => app().get(Guests, everywhere).write(transaction, { ...home, ...lost }));
    await world.restart();
    await eventually(() => expect(app().get(Guests, everywhere).homeOf(lost)).toBeUndefined());
  });
});

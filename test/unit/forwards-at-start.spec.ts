import { RuleMoves, TrafficRules } from '../../src/modules/app-rules/index.js';
import type { RuleBookTools } from '../../src/modules/app-rules/domain/rule-book-tools.js';
import { TrafficEffect } from '../../src/modules/app-rules/domain/traffic-effect.js';
import { Lifecycle } from '../../src/modules/common/lifecycle/index.js';
import { RecordOnly } from '../../src/modules/data-plane/domain/record-only.js';
import { TestClock } from '../support/test-clock.js';

/** Rules of a platform without any applications, whose units of work do nothing but the work. */
function newRules(dataPlane: RecordOnly, lifecycle: Lifecycle): { moves: RuleMoves } {
  const tools = {
    repository: { all: async () => [], lockThese: async () => [], setWithheld: async () => undefined, remove: async () => undefined },
    appInstances: { onCleanUp: () => undefined },
    eventLog: { follow: () => undefined },
    unitOfWork: { run: (work: (transaction: object) => Promise<void>) => work({}) },
    clock: new TestClock(),
    lifecycle,
  } as unknown as RuleBookTools;
  return new TrafficRules(new TrafficEffect(dataPlane), tools);
}

const forwardOf = (key: string) => ({ key, address: '10.45.0.9', to: '192.0.2.1' });

it('forwards that are recorded take effect at start, and end by their keys', async () => {
  const [dataPlane, lifecycle] = [new RecordOnly(), new Lifecycle()];
  const { moves } = newRules(dataPlane, lifecycle);
  let loaded: string[] = [];
  moves.forwardsAtStart(async () => loaded.map(forwardOf));
  moves.forwardsAtStart(() => [forwardOf('of another')]);
  lifecycle.on('load', () => void (loaded = ['one', 'two']));
  for (const phase of ['load', 'seed', 'effect'] as const) await lifecycle.run(phase);
  const inEffect = () => ['one', 'two', 'of another', 'new'].filter((key) => dataPlane.forwards(key));
  expect(inEffect()).toEqual(['one', 'two', 'of another']);
  await moves.move({ forwards: { put: [forwardOf('new')], remove: ['one'] } }, async () => undefined);
  expect(inEffect()).toEqual(['two', 'of another', 'new']);
  await expect(moves.move({ forwards: { remove: ['two', 'new'] } }, async () => Promise.reject(new Error('no record')))).rejects.toThrow('no record');
  expect(inEffect()).toEqual(['two', 'of another', 'new']);
});

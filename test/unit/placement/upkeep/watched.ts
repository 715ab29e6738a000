import { Lanes } from '../../../../src/modules/common/lanes/index.js';
import { CloudFindings } from '../../../../src/modules/placement/domain/upkeep/cloud-findings.js';
import { CloudWatch } from '../../../../src/modules/placement/domain/upkeep/cloud-watch.js';
import { EngineLook } from '../../../../src/modules/placement/domain/upkeep/engine-look.js';
import { LostCopies } from '../../../../src/modules/placement/domain/upkeep/lost-copies.js';
import type { WorldChange } from '../../../../src/modules/placement/domain/world/world-items.js';
import { TestEngines } from '../../../support/placement/test-engine.js';
import { shopWorld } from './fixtures.js';

/** Milliseconds between two looks. */
export const ROUND = 10_000;

/** The world of the shop, whose two clouds are looked at from now on. */
export async function watched(change: WorldChange = {}, prepare: (engines: TestEngines) => void = () => undefined) {
  const made = await shopWorld();
  const { world, planning, decisions, recorder, failpoints, clock, lifecycle } = made;
  const engines = new TestEngines();
  prepare(engines);
  const findings = new CloudFindings(world, decisions, recorder, new LostCopies(world, planning), failpoints, clock);
  const lanes = new Lanes();
  new CloudWatch(world, new EngineLook(engines, clock), findings, lanes, clock, lifecycle);
  await recorder.record(change);
  await lifecycle.run('start');
  await clock.advance(0);
  return { ...made, lanes, engines, fog: engines.at('fog-n') };
}

import { parseArgs } from 'node:util';
import { performAndExit } from './demo/perform.js';
import { Scene } from './demo/scene.js';
import type { Stage } from './demo/stage.js';
import { applicationIsPlaced } from './demo/steps/placement.js';
import { applicationRegisters } from './demo/steps/application.js';
import { applicationsEnd } from './demo/steps/termination.js';
import { carDrives } from './demo/steps/driving.js';
import { platformsStart } from './demo/steps/platforms.js';
import { registrationFindsSlice } from './demo/steps/registration.js';
import { rulesMove } from './demo/steps/handover.js';
import { tell } from './demo/story.js';
import { summarise } from './demo/summary.js';
import { DoesNotHold, telling } from './demo/telling.js';

const USAGE = `npm run demo [-- options]: what this platform does, in one story. Every request is shown as a curl command,
to be pasted while the platforms run, in the folder of the project.
  --keep      leaves the platforms running at the end, until Ctrl-C
  --no-color  without colours, as with NO_COLOR
  --help      this`;

const { values: flags } = parseArgs({ options: { keep: { type: 'boolean' }, 'no-color': { type: 'boolean' }, help: { type: 'boolean' } } });

async function show(stage: Stage): Promise<'KEEP' | void> {
  const startedAt = performance.now();
  const scene = new Scene(stage);
  const steps = [platformsStart, applicationRegisters, carDrives, rulesMove, registrationFindsSlice, applicationIsPlaced, applicationsEnd];
  const outcomes = await tell(steps.map((step) => step(scene)), telling, stage.broken);
  summarise(outcomes, telling);
  const held = outcomes.filter(({ result }) => result === 'HELD').length;
  telling.line('');
  telling.note(`${held} of ${outcomes.length} steps held, in ${((performance.now() - startedAt) / 1000).toFixed(0)} s. Not needed: root, Docker.`);
  if (held < outcomes.length) throw new DoesNotHold('The story did not come to its end.');
  if (!flags.keep) return;
  telling.note(`The platforms go on until Ctrl-C: ${scene.A}/docs and ${scene.B}/docs`);
  return 'KEEP';
}

if (flags['no-color']) telling.plain();
if (flags.help) telling.line(USAGE);
else await performAndExit(show);

import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../../src/config/index.js';
import type { components } from '../../../src/generated/registration.js';
import { get, read, sendFile } from '../rest.js';
import type { Scene } from '../scene.js';
import type { Step } from '../story.js';
import { telling } from '../telling.js';
import { until } from '../until.js';

type Run = components['schemas']['RegistrationRun'];

const SCENARIO = join(PACKAGE_ROOT, 'scenarios', 'registration', 'moved.yaml');

const row = (cells: string[]): string => cells.map((cell, index) => cell.padEnd([41, 12, 10, 10][index] ?? 0)).join('').trimEnd();

const rowOf = ({ name, outcome, amf, attempts, messageCount, duration }: Run): string =>
  row([name ?? '', outcome ?? '', String(attempts?.length ?? ''), String(messageCount), `${(duration ?? 0) / 1000} s${amf === undefined ? '' : `, with ${amf}`}`]);

/** A UE that registers where none of its slices is served: as the standard has it, and with the reject that tells it its slices. */
export const registrationFindsSlice = (scene: Scene): Step => ({
  title: 'A rejected registration finds its slice',
  standsIn: 'UE, gNB and core network: emulated message by message; the hints in the reject extend 3GPP',
  play: async () => {
    const lab = `${scene.A}/registration/v1/networks/lab`;
    telling.note('A UE comes to a gNB whose AMF serves none of its slices and cannot reach the AMF that does:');
    await sendFile('PUT', `${lab}/scenario`, SCENARIO, 'application/yaml');
    const over = await until('all registrations are over', async () => {
      const all = await read<Run[]>(`${lab}/runs`);
      return all.every(({ state }) => state !== 'RUNNING') ? all : undefined;
    });
    const runs = await Promise.all(over.map(({ id }) => read<Run>(`${lab}/runs/${id}`)));
    await get<Run[]>(`${lab}/runs`);
    telling.note(`\n${row(['run', 'outcome', 'attempts', 'messages', 'time in the network'])}`);
    for (const run of runs) telling.note(rowOf(run));
    telling.note('');
    const [baseline, idea] = ['baseline', 'idea'].map((wanted) => runs.find(({ name }) => name === wanted));
    telling.check('without the reject it loops', baseline?.outcome === 'LOOP', `it ends as ${baseline?.outcome}`);
    telling.check('rejected with Configured NSSAI and inclusion mode, it finds AMF1, which serves its slices', idea?.outcome === 'REGISTERED' && idea.amf === 'AMF1', `it ends as ${idea?.outcome} with ${idea?.amf}`);
    const [many, few] = [baseline?.messageCount ?? 0, idea?.messageCount ?? Infinity];
    telling.check(`that takes ${few} messages; the loop had taken ${many} when it was cut off`, few < many);
    telling.note(`Draw it with: curl '${lab}/runs/${idea?.id}?format=mermaid'`);
  },
});

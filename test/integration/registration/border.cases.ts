import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../../src/config/index.js';
import { eventually } from '../../support/eventually.js';
import { feedAfter, ranPath, seqOf, step } from '../../support/ran.js';
import { ended, REGISTRATION, registrationPath, type Run, runsOf } from '../../support/registration.js';
import { usePlatform } from '../../support/use-platform.js';

const STEPPED = { mode: 'STEPPED', state: 'RUNNING' };
/** Of the cells. */
const GNBS: Record<string, string> = { west: 'gNB1', east: 'gNB2' };
/** hoStatus of a handover that is completed (MEC 012, 6.4.2). */
const COMPLETED = 3;
/** The car is back where it began. */
const TO_AND_FRO_MS = 40_000;

const shipped = (...path: string[]): string => readFileSync(join(PACKAGE_ROOT, 'scenarios', ...path), 'utf8');

describe('the radio network and the registrations of the scenario border', () => {
  const { api } = usePlatform();

  const putYaml = (path: string, text: string) => api.put(path).set('Content-Type', 'application/yaml').send(text);

  /** Both files as they are shipped, but for the clock, which a test steps. */
  const furnish = async (registrations = shipped('registration', 'border.yaml')): Promise<void> => {
    await api.delete(registrationPath());
    await putYaml(ranPath('scenario'), shipped('border.yaml').replace(/^clock: .*$/m, `clock: ${JSON.stringify(STEPPED)}`)).expect(200);
    await putYaml(registrationPath('scenario'), registrations).expect(201);
  };

  /** Lets the car drive to and fro, twice. @returns the gNBs, in the order of the handovers that were completed */
  const drive = async (): Promise<string[]> => {
    const seq = await seqOf(api);
    await step(api, 2 * TO_AND_FRO_MS);
    const messages = await feedAfter(api, seq);
    return messages.flatMap((message) => (message.kind === 'HANDOVER' && message.hoStatus === COMPLETED ? [GNBS[message.targetCells[0]!]!] : []));
  };

  const runsAtTheirEnd = async (count: number): Promise<Run[]> => {
    await eventually(async () => expect(await runsOf(api)).toHaveLength(count));
    return Promise.all((await runsOf(api)).map(({ id }) => ended(api, id)));
  };

  it('meet: each handover that completes is a registration, the first in two attempts by the idea, the others in one', async () => {
    await furnish();
    const gnbs = await drive();
    expect(gnbs).toEqual(['gNB2', 'gNB1', 'gNB2', 'gNB1']);
    const runs = await runsAtTheirEnd(gnbs.length);
    expect(runs.map(({ trigger, ue, gnb, outcome, amf, attempts }) => [trigger, ue, gnb, outcome, amf, attempts?.length])).toEqual(
      gnbs.map((gnb, index) => ['CELL_CHANGE', 'phone', gnb, 'REGISTERED', 'AMF1', index === 0 ? 2 : 1]),
    );
  });

  it('loop at gNB2 without the idea, in no time of the radio network', async () => {
    await furnish(shipped('registration', 'border.yaml').replace('rejectBy: INITIAL', 'rejectBy: NONE'));
    const gnbs = await drive();
    const runs = await runsAtTheirEnd(gnbs.length);
    expect(runs.map(({ gnb, outcome, duration }) => [gnb, outcome, duration! > 800_000])).toEqual(gnbs.map((gnb) => (gnb === 'gNB2' ? [gnb, 'LOOP', true] : [gnb, 'REGISTERED', false])));
  });

  it('do not meet if the length of the identity does not fit', async () => {
    await furnish(shipped('registration', 'border.yaml').replaceAll("bitLength: 24, gNBValue: '00000", "bitLength: 28, gNBValue: '000000"));
    const fitting = `${REGISTRATION}/networks/fitting`;
    await putYaml(`${fitting}/scenario`, shipped('registration', 'border.yaml')).expect(201);
    const gnbs = await drive();
    await eventually(async () => expect((await api.get(`${fitting}/runs`).expect(200)).body).toHaveLength(gnbs.length));
    expect((await api.get(registrationPath()).expect(200)).body).toMatchObject({ gnbs: [{ globalRanNodeId: { gNbId: { bitLength: 28, gNBValue: '0000001' } } }, { id: 'gNB2' }] });
    expect(await runsOf(api)).toEqual([]);
  });
});

import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../../src/config/index.js';
import type { components as ServiceManagement } from '../../../src/generated/mec011-service-management.js';
import type { components as Ran } from '../../../src/generated/ran.js';
import { startPair } from '../pair.js';
import { get, send, statusOf } from '../rest.js';
import type { Scene } from '../scene.js';
import type { Step } from '../story.js';
import { telling } from '../telling.js';
import { untilSo } from '../until.js';

const SCENARIO = join(PACKAGE_ROOT, 'scenarios', 'road.yaml');

const PLACES = {
  A: {
    platformId: 'mep-harbour',
    baseStations: [
      { id: 'enb-harbour', globalId: 'enb-001-01-00001' },
      { id: 'enb-market', globalId: 'enb-001-01-00002' },
    ],
  },
  B: { platformId: 'mep-casino', baseStations: [{ id: 'enb-casino', globalId: 'enb-001-01-00003' }] },
};

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Two server processes with a radio network that one of them emulates. */
export const platformsStart = (scene: Scene): Step => ({
  title: 'Two platforms start',
  standsIn: 'the radio: emulated',
  play: async () => {
    const platforms = await startPair(scene.stage, SCENARIO, PLACES);
    scene.bring({ platforms });
    const { A, B } = platforms;
    telling.note(`A  mep-harbour  ${A.url}/docs  stands at the harbour and the market, and emulates the network\nB  mep-casino   ${B.url}/docs  stands at the casino, 700 m further, and follows A's network`);
    telling.check(`both are ready: A after ${inSeconds(A.readyAfter)}, B after ${inSeconds(B.readyAfter)}`, true);
    const offered = await get<ServiceManagement['schemas']['ServiceInfo'][]>(`${A.url}/mec_service_mgmt/v1/services`);
    telling.check(`A lists its own APIs as services: ${offered.map(({ serName }) => serName).join(', ')}`, offered.some(({ serName }) => serName === 'mec_service_mgmt'));
    // The network stands still: its first second brings the car into its first cell.
    await send('POST', `${A.url}/ran/v1/clock/step`, { duration: 1000 });
    const car = await get<Ran['schemas']['UeState']>(`${A.url}/ran/v1/ues/car/state`);
    telling.check('the car stands in the cell of the harbour', car.servingCell === 'harbour', `it is in ${car.servingCell}`);
    await untilSo('B knows the car, too', async () => (await statusOf(`${B.url}/ran/v1/ues/car/state`)) === 200);
    telling.check('B knows the car, too', true);
  },
});

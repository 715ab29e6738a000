import { get, send } from '../rest.js';
import { CAR_ADDRESS, type Scene } from '../scene.js';
import type { Step } from '../story.js';
import { telling } from '../telling.js';

const SPEED = 10;
const HAZARD = 'ice on the road';
/** Cell identities of the harbour and the market in scenarios/road.yaml. */
const HARBOUR = '0000101';
const MARKET = '0000201';

interface Warnings {
  cell: string;
  hazards: string[];
}

/** A cell change that MEC 012 tells the application. */
export const carDrives = (scene: Scene): Step => ({
  title: 'A car drives, and radio network information reaches the application',
  standsIn: 'the radio: emulated',
  play: async () => {
    const app = scene.get('app');
    const warnings = `${app.url}/warnings/${CAR_ADDRESS}`;
    telling.note('The car reports a hazard to the application, which warns everybody in that cell:');
    await send('POST', `${app.url}/hazards`, { user: CAR_ADDRESS, hazard: HAZARD });
    const before = await get<Warnings>(warnings);
    telling.check(`at the harbour (cell ${HARBOUR}) it serves ${JSON.stringify(before)}`, before.cell === HARBOUR && before.hazards.includes(HAZARD));
    telling.note(`It drives 90 km/h to the market, ${SPEED} times as fast as the world:`);
    const from = app.program.lines.length;
    await scene.drive(SPEED);
    const [notified] = await app.program.line(/^notified: CellChangeNotification.*/, from);
    await scene.halt();
    telling.check('MEC 012 has told the application of the cell change', notified.includes(MARKET), notified);
    const after = await get<Warnings>(warnings);
    telling.check(`at the market (cell ${MARKET}) it serves ${JSON.stringify(after)}`, after.cell === MARKET && after.hazards.length === 0);
  },
});

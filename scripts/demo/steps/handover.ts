import { setTimeout as pause } from 'node:timers/promises';
import type { components } from '../../../src/generated/handover.js';
import { Crossing, HEAD } from '../../demo-handover/crossing.js';
import { EdgeService } from '../../demo-handover/edge-service.js';
import { ExampleApp } from '../example-app.js';
import { get } from '../rest.js';
import { CAR_ADDRESS, type Scene } from '../scene.js';
import type { Step } from '../story.js';
import { telling } from '../telling.js';
import { untilSo } from '../until.js';

type MepHandover = components['schemas']['MepHandover'];

const SPEED = 5;
const LOOK_MS = 5;
const MOST_MS = 60_000;
/** Of another site; only Linux has all of 127.0.0.0/8 at once. */
const HOST_B = process.platform === 'linux' ? '127.0.0.2' : '127.0.0.1';

async function applicationAtB(scene: Scene): Promise<void> {
  const A = scene.get('app');
  const B = await ExampleApp.start(scene.stage, 'application-b', scene.get('platforms').B, { host: HOST_B, aloud: false });
  const services = { A: new EdgeService(scene.A, A.appInstanceId, A.host), B: new EdgeService(scene.B, B.appInstanceId, B.host) };
  scene.bring({ secondApp: B, services });
}

async function cross(scene: Scene): Promise<void> {
  const crossing = new Crossing(scene.get('services'));
  telling.note(`\n${HEAD}`);
  const deadline = Date.now() + MOST_MS;
  while (!crossing.isOver) {
    if (Date.now() > deadline) throw new Error(`The rule is ACTIVE at ${crossing.activeAt} and the handover is not over after ${MOST_MS / 1000} s.`);
    await crossing.look();
    await pause(LOOK_MS);
  }
  telling.note('');
  telling.check(`at each of ${crossing.looked} looks the rule was ACTIVE somewhere`, crossing.nowhere === 0, `nowhere at ${crossing.nowhere}`);
  telling.check(`B has it in effect ${((crossing.attachToActive ?? 0) / 1000).toFixed(0)} ms after it learned that the car had come`, crossing.attachToActive !== undefined);
}

async function activeOnlyAt(scene: Scene, name: 'A' | 'B'): Promise<boolean> {
  const { A, B } = scene.get('services');
  return (await A.hasActiveRule()) === (name === 'A') && (await B.hasActiveRule()) === (name === 'B');
}

/** The rules of the car go with it from A to B and back. */
export const rulesMove = (scene: Scene): Step => ({
  title: 'The traffic rule of the car moves to the next platform',
  standsIn: 'the data plane: the rules are a record, no packet is steered (MEC_DATA_PLANE=none)',
  play: async () => {
    await applicationAtB(scene);
    telling.note(`The same application runs at B, reached at ${HOST_B}. A leads the car's packets to its own:`);
    const { A, B } = scene.get('services');
    await A.steer(CAR_ADDRESS);
    telling.check('the rule is ACTIVE at A only', await activeOnlyAt(scene, 'A'));
    telling.note(`The car drives to the casino, ${SPEED} times as fast as the world; A learns of it from its own RNIS:`);
    await scene.drive(SPEED);
    await cross(scene);
    await scene.halt();
    const [handover] = await get<MepHandover[]>(`${scene.A}/handover/v1/handovers`);
    telling.check('the radio network information of A began it (HO_STATUS)', handover?.trigger === 'HO_STATUS', `it was ${handover?.trigger}`);
    telling.check('the rule is ACTIVE at B only', await activeOnlyAt(scene, 'B'));
    const destination = (await B.rules()).map(({ dstInterface }) => dstInterface).flat().map((one) => one?.dstIpAddress).join();
    telling.check(`it leads to the instance at B, ${HOST_B}`, destination === HOST_B, `it leads to ${destination}`);
    telling.note('The car turns and drives back to the market:');
    await scene.drive(SPEED * 2);
    await untilSo('the rule is ACTIVE at A only, again', () => activeOnlyAt(scene, 'A'));
    await scene.halt();
    telling.check('the rule is ACTIVE at A only, again', true);
  },
});

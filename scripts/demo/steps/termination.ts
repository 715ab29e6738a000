import type { ExampleApp } from '../example-app.js';
import { get, remove, send, statusOf } from '../rest.js';
import type { Scene } from '../scene.js';
import type { Step } from '../story.js';
import { telling } from '../telling.js';
import { untilSo } from '../until.js';

const GRACE_S = 10;

async function endedWell(app: ExampleApp, name: string): Promise<void> {
  const code = await app.program.end();
  telling.check(`${name} has said so and ended with 0`, code === 0 && app.program.lines.includes('gone'), `it ended with ${code}; its last line was ${app.program.lines.at(-1)}`);
}

/** Terminated by the platform at A, by a signal at B. */
export const applicationsEnd = (scene: Scene): Step => ({
  title: 'The applications end, and leave nothing',
  standsIn: 'nothing',
  play: async () => {
    const [app, secondApp, { appInstanceId, listener }] = [scene.get('app'), scene.get('secondApp'), scene.get('neighbour')];
    const instance = `${scene.A}/mm5/v1/app_instances/${app.appInstanceId}`;
    telling.note(`The platform manager asks for the end of the one at A, and gives it ${GRACE_S} s:`);
    await send('POST', `${instance}/terminate`, { operationAction: 'TERMINATING', maxGracefulTimeout: GRACE_S });
    await endedWell(app, 'it');
    await untilSo('A does not know it any more', async () => (await statusOf(instance)) === 404);
    telling.check('A does not know it any more, nor its traffic rule', (await statusOf(`${instance}/traffic_rules`)) === 404);
    await untilSo('the one who waited is notified', () => listener.heard.some(({ serviceReferences }) => serviceReferences.some(({ changeType }) => changeType === 'REMOVED')));
    telling.check('the one who waited for the service is notified: REMOVED', true);
    telling.note('The one at B gets SIGTERM and deregisters by itself:');
    secondApp.program.signal('SIGTERM');
    await endedWell(secondApp, 'it');
    await remove(`${scene.A}/mec_app_support/v2/registrations/${appInstanceId}`);
    const left = [...(await get<unknown[]>(`${scene.A}/mm5/v1/app_instances`)), ...(await get<unknown[]>(`${scene.B}/mm5/v1/app_instances`))];
    telling.check('neither platform knows an application', left.length === 0, JSON.stringify(left));
  },
});

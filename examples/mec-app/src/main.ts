// A small MEC application: it registers, serves, keeps its heartbeat, reacts to notifications, and terminates gracefully. README.md tells how to run it.
import { HazardMap } from './hazard-map.js';
import { keepAlive } from './heartbeat.js';
import { Inbox, type Termination } from './inbox.js';
import { Leaving } from './leaving.js';
import { untilReachable } from './patience.js';
import { Peers } from './peers.js';
import { platformOf } from './platform.js';
import { locateUsers, noteCellChange } from './radio.js';
import { confirmReady, confirmTermination, deregister, register } from './registration.js';
import { routesOf } from './routes.js';
import { say } from './say.js';
import { offer, withdraw } from './service.js';
import { settingsFrom } from './settings.js';
import { subscribeToCellChanges, subscribeToServices, subscribeToTermination } from './subscriptions.js';
import { serve } from './web-server.js';

const settings = settingsFrom(process.env);
const platform = platformOf(settings);
const map = new HazardMap();
const peers = new Peers();
const leaving = new Leaving();

const ending = new AbortController();
let termination: Termination | undefined;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort());

const inbox = new Inbox({
  SerAvailabilityNotification: (notification) => peers.note(notification),
  CellChangeNotification: (notification) => noteCellChange(notification, map),
  AppTerminationNotification: (notification) => {
    termination = notification;
    ending.abort();
    return `${notification.operationAction} within ${notification.maxGracefulTimeout} s`;
  },
});
const server = await serve(routesOf(map, peers, inbox), settings);
const callback = `${server.url}/notifications`;

/** Introduces the application to the platform; what is begun here is owed an end. */
async function begin() {
  const id = await untilReachable(() => register(platform, settings, server.url), ending.signal);
  leaving.owes('the registration', () => (termination ? confirmTermination(platform, id, termination) : deregister(platform, id)));
  leaving.owes('requests under way', () => server.close());
  say(`registered as ${id}`);
  leaving.owes('the subscription to the termination', await subscribeToTermination(platform, id, callback));
  await confirmReady(platform, id);
  leaving.owes('the subscription to services', await subscribeToServices(platform, id, callback, settings.appName));
  leaving.owes('the subscription to cell changes', await subscribeToCellChanges(platform, id, callback));
  await locateUsers(platform, map);
  const service = await offer(platform, id, settings, server.url);
  leaving.owes('the service', () => withdraw(platform, service));
  say(`serving at ${server.url}, announced as ${service.serName}, heartbeat every ${service.livenessInterval} s`);
  return service;
}

try {
  const service = await begin();
  await keepAlive(platform, service, ending.signal, () => locateUsers(platform, map));
} catch (error) {
  if (!ending.signal.aborted) {
    say(`failed: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
say(`terminating, ${termination ? `the platform asks for it (${termination.operationAction})` : 'and leaving the platform'}`);
if (!(await leaving.leave())) process.exitCode = 1;
await server.close();
say('gone');

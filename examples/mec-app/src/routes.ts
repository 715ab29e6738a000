import type { HazardMap } from './hazard-map.js';
import type { Inbox } from './inbox.js';
import type { Peers } from './peers.js';
import type { Reply, Routes } from './web-server.js';

const UNKNOWN: Reply = [404, { detail: 'Nobody knows in which cell this user is.' }];

/** What the application serves: warnings to users, its own state, and the place where the platform's notifications arrive. */
export const routesOf = (map: HazardMap, peers: Peers, inbox: Inbox): Routes => ({
  'GET /users': () => [200, map.users()],
  'GET /peers': () => [200, peers.active()],
  'GET /warnings/': (user) => {
    const warnings = map.warningsFor(user);
    return warnings ? [200, warnings] : UNKNOWN;
  },
  'POST /hazards': (_word, body) => {
    const { user, hazard } = (body ?? {}) as { user?: unknown; hazard?: unknown };
    if (typeof user !== 'string' || typeof hazard !== 'string') return [400, { detail: 'A report has a user and a hazard, both strings.' }];
    const place = map.report(user, hazard);
    return place ? [201, place] : UNKNOWN;
  },
  'POST /notifications': (_word, body, headers) => {
    inbox.take(body, headers['openmep-notification-id']);
    return [204];
  },
});

export { refuseOnSocket } from './client-errors.js';
export { OwnServer } from './own-server.js';
export { PeerServer } from './peer-server.js';
export { ServerAdapter } from './server-adapter.js';
export { ProblemFilter } from './problem.filter.js';

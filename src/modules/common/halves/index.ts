export { byHalves, type Failure } from './by-halves.js';
